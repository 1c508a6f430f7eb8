import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** Ours: new sessions of one connection within an hour that need no wait; more look like a crash loop. */
const FREE_PER_HOUR = 10;
/** The first wait in a crash loop, and the longest; each is twice the one before. */
const FIRST_WAIT_MS = 15_000;
const MAX_WAIT_MS = 10 * 60_000;
/** Sessions that are left to the owner, to find out what is wrong [events/gateway#session-start-limit-object]. */
const RESERVE = 50;
const MAX_TIMES = 1_000;

const timesSchema = z.array(z.number().int().nonnegative());

/** What Discord says of the sessions that may still be started. */
export interface StartLimit {
  readonly remaining: number;
  /** Milliseconds until all are there again. */
  readonly resetAfterMs: number;
}

/**
 * Keeps a crash loop from spending the 1,000 new sessions (identifies) that Discord allows a day, after which it resets
 * the token. The times of the last ones are kept in a file, since each turn of the loop is a new process.
 */
export class StartBudget {
  readonly #path: string | null;
  readonly #now: () => number;
  #times: readonly number[];

  /** With null nothing is kept on disk. A file that cannot be read counts as empty. `now` gives milliseconds. */
  constructor(path: string | null, now: () => number = Date.now) {
    this.#path = path;
    this.#now = now;
    this.#times = path === null ? [] : loadTimes(path);
  }

  /** New sessions within the last 24 hours. */
  countToday(): number {
    return this.#since(DAY_MS).length;
  }

  /** New sessions within the last hour. */
  countLastHour(): number {
    return this.#since(HOUR_MS).length;
  }

  /** How long to wait before another session is started, in milliseconds. `limit` is what Discord said, if it did. */
  measureWaitMs(shardCount: number, limit: StartLimit | null): number {
    const last = this.#since(DAY_MS).at(-1);
    const over = this.countLastHour() - FREE_PER_HOUR * Math.max(1, shardCount);
    const loopMs = over < 0 ? 0 : Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** over);
    // The last ones are spread over the time until there are more.
    const scarceMs =
      limit !== null && limit.remaining < RESERVE ? limit.resetAfterMs / (limit.remaining + 1) : 0;
    const passedMs = last === undefined ? Number.POSITIVE_INFINITY : this.#now() - last;
    return Math.max(0, Math.max(loopMs, scarceMs) - passedMs);
  }

  /** Counts one. Throws where the file cannot be written; it is counted all the same. */
  note(): void {
    this.#times = [...this.#since(DAY_MS), this.#now()].slice(-MAX_TIMES);
    if (this.#path === null) return;
    writeFileSync(`${this.#path}.next`, JSON.stringify(this.#times), { mode: 0o600 });
    renameSync(`${this.#path}.next`, this.#path);
  }

  /** Times in the future, of a clock that was set back, do not count. */
  #since(spanMs: number): readonly number[] {
    const now = this.#now();
    return this.#times.filter((time) => time > now - spanMs && time <= now);
  }
}

function loadTimes(path: string): readonly number[] {
  try {
    return timesSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return [];
  }
}
