import type { IncomingMessage } from 'node:http';
import { Hono, type Context, type Next } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ApiError, createApiError, createStatusError } from '../api-error.ts';
import { LIMITS } from '../limits.ts';
import { addApplicationRoutes } from './application-routes.ts';
import { addAttachmentRoutes } from './attachment-routes.ts';
import type { UserRecord } from '../state/records.ts';
import type { World } from '../state/world.ts';
import type { Api, Backend } from './backend.ts';
import { addChannelRoutes } from './channel-routes.ts';
import type { FaultAnswer } from './faults.ts';
import { addGuildRoutes } from './guild-routes.ts';
import { addInteractionRoutes } from './interaction-routes.ts';
import { addMessageRoutes } from './message-routes.ts';
import { maskTokens, type RateLimitState } from './rate-limiter.ts';
import { addPersonRoutes } from './person-routes.ts';
import { addThreadRoutes } from './thread-routes.ts';
import { addUserRoutes } from './user-routes.ts';

type ActorContext = Context<{ Variables: { actor: UserRecord } }>;

/** Path of the REST base; clients put the version behind it. */
export const REST_PATH = '/api';
const VERSIONED = `${REST_PATH}/v10`;

/** Discord's REST routes under `/api/v10`, and the files of messages. */
export function createRestApp(backend: Backend): Hono {
  const api: Api = new Hono();
  api.use(createGuard(backend));
  api.use(
    bodyLimit({
      maxSize: LIMITS.file.requestBytes,
      onError: () => {
        throw createApiError(40005);
      },
    }),
  );
  addUserRoutes(api, backend);
  addApplicationRoutes(api, backend);
  addGuildRoutes(api, backend);
  addChannelRoutes(api, backend);
  addMessageRoutes(api, backend);
  addThreadRoutes(api, backend);
  addInteractionRoutes(api, backend);
  addPersonRoutes(api, backend);
  api.all('*', () => {
    throw createStatusError(404, 'Not Found');
  });

  const app = new Hono();
  app.use(`${REST_PATH}/*`, createRequestLog(backend));
  app.route(VERSIONED, api);
  app.all(`${REST_PATH}/*`, () => {
    throw createApiError(50041);
  });
  addAttachmentRoutes(app, backend);
  app.notFound(() => sendError(createStatusError(404, 'Not Found')));
  app.onError((error) => {
    if (error instanceof ApiError) return sendError(error);
    backend.world.events.emit('internalError', error);
    return sendError(createStatusError(500, 'Internal Server Error'));
  });
  return app;
}

/**
 * What every request passes before its route. The bot's: planned faults, then the token, then the rate limit. A person's
 * client has its own limits, and meets no fault.
 */
function createGuard({ world, faults, rateLimiter }: Backend) {
  return async (context: ActorContext, next: Next): Promise<Response | undefined> => {
    const path = readPath(context);
    const { method } = context.req;
    const person = findPerson(world, context);
    if (person === undefined) {
      if (faults.delayMs > 0) await world.timers.wait(faults.delayMs);
      const planned = faults.take(method, path);
      if (planned !== undefined) {
        world.events.emit('fault', { status: planned.answer.status, left: planned.left });
        if (planned.answer.isCarriedOut === true) {
          context.set('actor', world.bot);
          await next();
        }
        context.res = sendFault(planned.answer, context);
        return undefined;
      }
    }
    context.set('actor', person ?? world.bot);
    // The token in these paths is authorization enough, and they are exempt from the bot's limits.
    if (/^\/(interactions|webhooks)\//.test(path)) {
      await next();
      return undefined;
    }
    const authorization = context.req.header('authorization') ?? '';
    if (person === undefined && path !== '/gateway' && authorization !== `Bot ${world.botToken}`) {
      throw createStatusError(401, 'Unauthorized');
    }
    const state = rateLimiter.take(method, path, context.var.actor.user.id);
    if (state.isExceeded) return sendRateLimit(state.resetAfterMs, false, state);
    await next();
    for (const [name, value] of Object.entries(describeState(state))) context.res.headers.set(name, value);
    return undefined;
  };
}

/** Whose client asks; undefined for the bot and for whoever has no valid token. */
function findPerson(world: World, context: Context): UserRecord | undefined {
  return world.findPerson(context.req.header('authorization') ?? '');
}

function createRequestLog({ world }: Backend) {
  return async (context: Context, next: Next): Promise<void> => {
    const startMs = world.clock.now();
    await next();
    if (findPerson(world, context) !== undefined) return;
    const { res } = context;
    const isError = res.status >= 400 && res.headers.get('content-type')?.includes('json') === true;
    const body: unknown = isError ? await res.clone().json() : null;
    world.events.emit('request', {
      method: context.req.method,
      path: maskTokens(readPath(context)),
      status: res.status,
      apiCode: typeof body === 'object' && body !== null && 'code' in body ? Number(body.code) : null,
      durationMs: world.clock.now() - startMs,
    });
  };
}

/** The path behind the version, readable: `@original`, not `%40original`. */
function readPath(context: Context): string {
  return context.req.path.slice(VERSIONED.length).replaceAll('%40', '@');
}

function sendError(error: ApiError): Response {
  return Response.json(error.toBody(), { status: error.status });
}

function sendFault(answer: FaultAnswer, context: ActorContext): Response {
  if (answer.form === 'cut') {
    const { incoming } = context.env as { readonly incoming?: IncomingMessage };
    incoming?.socket.destroy();
  }
  if (answer.form === 'text') {
    return new Response('<html>planned by local-discord</html>', {
      status: answer.status,
      headers: { 'Content-Type': 'text/html' },
    });
  }
  if (answer.status === 429) return sendRateLimit(answer.retryAfterMs ?? 1000, answer.global ?? false);
  return Response.json(
    { message: `${answer.status}: planned by local-discord`, code: answer.apiCode ?? 0 },
    { status: answer.status },
  );
}

/** topics/rate-limits.mdx, Exceeding A Rate Limit. */
function sendRateLimit(retryAfterMs: number, global: boolean, state?: RateLimitState): Response {
  const seconds = retryAfterMs / 1000;
  return Response.json(
    { message: 'You are being rate limited.', retry_after: seconds, global },
    {
      status: 429,
      headers: {
        ...(state !== undefined && describeState(state)),
        ...(global && { 'X-RateLimit-Global': 'true' }),
        'Retry-After': String(Math.ceil(seconds)),
        'X-RateLimit-Reset-After': String(seconds),
        'X-RateLimit-Scope': global ? 'global' : 'user',
      },
    },
  );
}

function describeState(state: RateLimitState): Record<string, string> {
  return {
    'X-RateLimit-Limit': String(state.limit),
    'X-RateLimit-Remaining': String(state.remaining),
    'X-RateLimit-Reset': String(state.resetAtMs / 1000),
    'X-RateLimit-Reset-After': String(state.resetAfterMs / 1000),
    'X-RateLimit-Bucket': state.bucket,
  };
}
