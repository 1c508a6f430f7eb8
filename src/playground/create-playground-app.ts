import { Hono } from 'hono';
import type { LocalDiscord } from '../local-discord/local-discord.ts';
import type { ArticleShelf } from './article-shelf.ts';
import type { PageAssets } from './bundle-page.ts';
import { findForeignness } from './check-origin.ts';
import { createSecurityHeaders } from './create-security-headers.ts';
import type { FaultSwitch } from './fault-switch.ts';
import type { StateKeeper } from './playground-state.ts';
import { addArticleRoutes } from './routes/article-routes.ts';
import { addFaultRoutes } from './routes/fault-routes.ts';
import { addPageRoutes } from './routes/page-routes.ts';
import { addStateRoutes, type PlaygroundSession } from './routes/state-routes.ts';

/** What the playground's server answers from. */
export interface PlaygroundParts {
  readonly discord: LocalDiscord;
  readonly bundle: Promise<PageAssets>;
  readonly keeper: StateKeeper;
  readonly faults: FaultSwitch;
  readonly shelf: ArticleShelf;
  readonly readSession: () => PlaygroundSession;
  /** Ends the streams of events. */
  readonly closing: AbortSignal;
  /** Port that it is served on. */
  readonly port: number;
  readonly onProblem: (error: unknown) => void;
}

/** The page, Discord as a user's client speaks to it, and what only the playground has: all of one origin. */
export function createPlaygroundApp(parts: PlaygroundParts): Hono {
  const { discord, onProblem, port } = parts;
  const app = new Hono();
  app.use(async (context, next) => {
    const { req } = context;
    const [host, origin] = [req.header('host'), req.header('origin')];
    const foreignness = findForeignness({ method: req.method, host, origin }, port);
    if (foreignness === null) await next();
    else context.res = Response.json({ message: foreignness }, { status: 403 });
    const headers = createSecurityHeaders(port);
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
  });
  for (const path of ['/api/*', '/attachments/*']) app.all(path, (context) => discord.fetch(context.req.raw));
  addPageRoutes(app, parts.bundle);
  addStateRoutes(app, parts);
  addFaultRoutes(app, parts.faults);
  addArticleRoutes(app, parts);
  app.notFound((context) => context.json({ message: 'There is nothing at this address.' }, 404));
  app.onError((error, context) => {
    onProblem(error);
    return context.json(
      { message: 'The playground could not do that; its log in the terminal says why.' },
      500,
    );
  });
  return app;
}
