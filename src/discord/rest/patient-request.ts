import { setTimeout as sleep } from 'node:timers/promises';
import { DefaultRestOptions, RESTJSONErrorCodes, type RESTOptions } from 'discord.js';
import { RecentIds } from '../asking/recent-ids.ts';
import { planRequest, type RequestPlan } from './request-plan.ts';

/** Makes a request to Discord, as discord.js's REST client has it made. */
export type MakeRequest = RESTOptions['makeRequest'];

export interface PatientRequestOptions {
  /** Makes one attempt. @default as discord.js does */
  readonly send?: MakeRequest;
  /** Waits for so many milliseconds. */
  readonly wait?: (delayMs: number, signal: AbortSignal | undefined) => Promise<void>;
  /** The time in milliseconds. @default Date.now */
  readonly now?: () => number;
  /** A number in [0, 1), by which the waits differ. @default Math.random */
  readonly random?: () => number;
}

/** The first wait before another attempt, and the longest, in milliseconds; each is twice the one before. */
const FIRST_DELAY_MS = 200;
const MAX_DELAY_MS = 10_000;

const HTTP_TOO_MANY = 429;

/** Errors of a request that never left: it can be made again, whatever it does. */
const NEVER_SENT: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Makes requests that outlast Discord's bad minutes. discord.js makes a request again at once, and only where the status
 * is 5xx or the connection was reset; this waits longer each time, with jitter, and takes a cut connection, a body that
 * is no JSON and a 429 without a time for what they are. Nothing is made twice that would be visible twice. What is left
 * to discord.js are answers that are Discord's own, its rate limits among them.
 */
export function createPatientRequest(options: PatientRequestOptions = {}): MakeRequest {
  const { send = DefaultRestOptions.makeRequest.bind(DefaultRestOptions), now = Date.now } = options;
  const { random = Math.random, wait = waitFor } = options;
  // By address, since after a 429 discord.js asks for the same first response anew, and it may be taken by then.
  const unclear = new RecentIds();
  return async (url, init) => {
    const plan = planRequest(init.method ?? 'GET', url, init.body);
    const startedAt = now();
    const signal = init.signal ?? undefined;
    for (let attempt = 0; ; attempt++) {
      const outcome = await attemptOnce(send, url, init, plan, signal);
      // Half the wait is chance, so that what failed together is not tried again together.
      const delayMs = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt) * (0.5 + random() / 2);
      const isWorthwhile =
        (plan.isRepeatable || outcome.kind === 'never-sent') && now() - startedAt + delayMs < plan.patienceMs;
      const mayBeDone = plan.isFirstResponse && unclear.has(url);
      if (outcome.kind === 'answered') {
        if (outcome.response.status !== HTTP_TOO_MANY) unclear.forget(url);
        return mayBeDone ? acceptTaken(outcome.response) : outcome.response;
      }
      if (plan.isFirstResponse && outcome.kind === 'unclear') unclear.add(url);
      if (!isWorthwhile || signal?.aborted === true) {
        // Taken for done: where it was not, the next request says so, and where it was, nobody is left with "thinking …".
        if (plan.isFirstResponse && unclear.has(url)) return new Response(null, { status: 204 });
        if (outcome.response !== null) return outcome.response;
        throw outcome.error;
      }
      await wait(delayMs, signal);
    }
  };
}

/** What came of one attempt: Discord's own answer; a failure before it was sent; or one after which it may be done. */
type Outcome =
  | { readonly kind: 'answered'; readonly response: Response }
  | { readonly kind: 'never-sent' | 'unclear'; readonly response: Response | null; readonly error: unknown };

async function attemptOnce(
  send: MakeRequest,
  url: string,
  init: Parameters<MakeRequest>[1],
  { attemptMs }: RequestPlan,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  const late = AbortSignal.timeout(attemptMs);
  const either = signal === undefined ? late : AbortSignal.any([signal, late]);
  try {
    const answer = await send(url, { ...init, signal: either });
    const text = await answer.text();
    const headers = [...answer.headers];
    const { status, statusText } = answer;
    const create = (body: string | null) => new Response(body, { status, statusText, headers });
    const isLost = status >= 500 || (status === HTTP_TOO_MANY && !answer.headers.has('retry-after'));
    if (isLost) {
      return {
        kind: status === HTTP_TOO_MANY ? 'never-sent' : 'unclear',
        response: create(text),
        error: null,
      };
    }
    if (text === '') return { kind: 'answered', response: create(null) };
    if (isJson(text)) return { kind: 'answered', response: create(text) };
    if (status < 400) throw new Error(`Discord answered with ${status.toString()} and no JSON`);
    // Such as the page of a proxy; discord.js would look for a code in it.
    const message = `${status.toString()}: the answer was no JSON`;
    return { kind: 'answered', response: Response.json({ message, code: 0 }, { status, statusText }) };
  } catch (error) {
    return { kind: NEVER_SENT.has(readCode(error)) ? 'never-sent' : 'unclear', response: null, error };
  }
}

/** After a cut, "already acknowledged" means that the attempt before had come through. */
async function acceptTaken(response: Response): Promise<Response> {
  if (response.status !== 400) return response;
  const body = (await response.clone().json()) as { readonly code?: unknown };
  const isTaken = body.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;
  return isTaken ? new Response(null, { status: 204 }) : response;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function readCode(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined;
  return 'code' in error ? error.code : readCode(error.cause);
}

async function waitFor(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(delayMs, undefined, signal === undefined ? {} : { signal });
}
