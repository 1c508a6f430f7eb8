const WINDOW_MS = 60_000;

/** Counts each person's questions over the last minute. */
export class RateLimiter {
  readonly #perMinute: number;
  readonly #now: () => number;
  /** When each person's counted questions came, oldest first. */
  readonly #times = new Map<string, readonly number[]>();

  /** `now` gives milliseconds. */
  constructor(perMinute: number, now: () => number = Date.now) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** Whole seconds until the person may ask again; 0 where they may now. */
  measureWait(userId: string): number {
    const now = this.#now();
    const oldest = this.#listRecent(userId, now).at(-this.#perMinute);
    return oldest === undefined ? 0 : Math.max(1, Math.ceil((oldest + WINDOW_MS - now) / 1000));
  }

  /** Counts one question. */
  count(userId: string): void {
    const now = this.#now();
    const recent = this.#listRecent(userId, now);
    // Put last, so that those who asked longest ago stay first.
    this.#times.delete(userId);
    this.#times.set(userId, [...recent, now]);
    this.#forget(now);
  }

  #listRecent(userId: string, now: number): readonly number[] {
    return (this.#times.get(userId) ?? []).filter((time) => time > now - WINDOW_MS);
  }

  /** People whose last question is over a minute old cost nothing any more. */
  #forget(now: number): void {
    for (const [userId, times] of this.#times) {
      if ((times.at(-1) ?? 0) > now - WINDOW_MS) break;
      this.#times.delete(userId);
    }
  }
}
