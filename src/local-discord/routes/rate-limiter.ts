import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';

/** How much a route may be used; Discord's own numbers are secret and change, so this is a setting. */
export interface RateLimit {
  /** Requests per window and bucket. @default 50 */
  readonly requests: number;
  /** Length of the window in milliseconds. @default 1000 */
  readonly windowMs: number;
}

/** Where a request stands in its bucket. */
export interface RateLimitState {
  readonly bucket: string;
  readonly limit: number;
  readonly remaining: number;
  /** Milliseconds until the bucket is full again. */
  readonly resetAfterMs: number;
  /** Milliseconds since the Unix epoch. */
  readonly resetAtMs: number;
  readonly isExceeded: boolean;
}

/** Counts requests by who asks, method, route and major parameter (topics/rate-limits.mdx). */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #clock: Clock;
  readonly #windows = new Map<string, { startMs: number; used: number }>();

  constructor(limit: RateLimit, clock: Clock) {
    this.#limit = limit;
    this.#clock = clock;
  }

  take(method: string, path: string, userId: string): RateLimitState {
    const nowMs = this.#clock.now();
    const { requests, windowMs } = this.#limit;
    const key = `${userId} ${method} ${readMajorPath(path)}`;
    for (const [other, { startMs }] of this.#windows) {
      if (nowMs - startMs >= windowMs) this.#windows.delete(other);
    }
    const window = this.#windows.get(key) ?? { startMs: nowMs, used: 0 };
    this.#windows.set(key, window);
    window.used += 1;
    const resetAtMs = window.startMs + windowMs;
    return {
      bucket: createHash('sha256')
        .update(`${method} ${maskIds(path)}`)
        .digest('hex')
        .slice(0, 32),
      limit: requests,
      remaining: Math.max(0, requests - window.used),
      resetAfterMs: resetAtMs - nowMs,
      resetAtMs,
      isExceeded: window.used > requests,
    };
  }
}

/** A path with its ids and tokens masked, e.g. for a log. */
export function maskIds(path: string): string {
  return maskTokens(path).replace(/\/\d{5,20}(?=\/|$)/g, '/:id');
}

/** A path without the tokens of interactions. */
export function maskTokens(path: string): string {
  return path.replace(/^(\/(?:webhooks|interactions)\/\d+)\/[^/]+/, '$1/:token');
}

/** The first id and what belongs to it stay apart; deeper ids share a bucket. */
function readMajorPath(path: string): string {
  const [, first = '', major = '', ...rest] = path.split('/');
  return `/${first}/${major}${maskIds(`/${rest.join('/')}`)}`;
}
