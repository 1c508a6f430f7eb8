import { MessageFlags } from 'discord.js';
import { FIRST_RESPONSE_MS } from '../limits.ts';

/** How a request to Discord is tried. Times are in milliseconds. */
export interface RequestPlan {
  /**
   * False where it must not be made again once Discord may have carried it out: a message would be there twice. True
   * where a second time changes nothing.
   */
  readonly isRepeatable: boolean;
  /** For how long it is tried again. */
  readonly patienceMs: number;
  /** How long one attempt may take. */
  readonly attemptMs: number;
  /** True for the first response to an interaction, of which Discord takes one. */
  readonly isFirstResponse: boolean;
}

/** How long Discord remembers a nonce: "the past few minutes", of which this is surely one less [resources/message#create-message]. */
const NONCE_MS = 2 * 60_000;
/** An interaction lives for fifteen minutes; a question may have waited for its turn before. */
const INTERACTION_PATIENCE_MS = 4 * 60_000;
const DEFAULT_PATIENCE_MS = 30_000;
const LOGIN_PATIENCE_MS = 3_000;
const ATTEMPT_MS = 15_000;
/** What is left of the three seconds when an interaction has come over the wire. */
const FIRST_PATIENCE_MS = FIRST_RESPONSE_MS - 700;

/** The plan of a request; `body` is its JSON, if it has one. */
export function planRequest(method: string, url: string, body: unknown): RequestPlan {
  const path = new URL(url).pathname.replace(/^.*?\/v\d+(?=\/)/, '');
  const usual = {
    isRepeatable: true,
    patienceMs: DEFAULT_PATIENCE_MS,
    attemptMs: ATTEMPT_MS,
    isFirstResponse: false,
  };
  if (path.startsWith('/interactions/')) {
    return {
      ...usual,
      patienceMs: FIRST_PATIENCE_MS,
      isFirstResponse: true,
    };
  }
  if (path.startsWith('/webhooks/')) {
    // A further message has no nonce. One that only its asker sees does no harm twice; one for everyone does.
    const isRepeatable = method !== 'POST' || (readNumber(body, 'flags') & MessageFlags.Ephemeral) !== 0;
    return { ...usual, isRepeatable, patienceMs: INTERACTION_PATIENCE_MS };
  }
  if (method === 'POST' && /^\/channels\/\d+\/messages$/.test(path)) {
    return { ...usual, isRepeatable: readField(body, 'enforce_nonce') === true, patienceMs: NONCE_MS };
  }
  // Whoever starts the bot waits for it.
  if (path === '/gateway/bot') return { ...usual, patienceMs: LOGIN_PATIENCE_MS };
  // A nicety: by the time it came through, the answer would be there.
  if (path.endsWith('/typing')) return { ...usual, patienceMs: 0 };
  return usual;
}

function readField(body: unknown, name: string): unknown {
  if (typeof body !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  } catch {
    return undefined;
  }
}

function readNumber(body: unknown, name: string): number {
  const value = readField(body, name);
  return typeof value === 'number' ? value : 0;
}
