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

  /** Counts one question, and gives 0; or, where there were too many, the seconds to wait. */
  take(userId: string): number {
    const now = this.#now();
    const recent = (this.#times.get(userId) ?? []).filter((time) => time > now - WINDOW_MS);
    const oldest = recent.at(-this.#perMinute);
    if (oldest !== undefined) {
      this.#times.set(userId, recent);
      return Math.max(1, Math.ceil((oldest + WINDOW_MS - now) / 1000));
    }
    // Put last, so that those who asked longest ago stay first.
    this.#times.delete(userId);
    this.#times.set(userId, [...recent, now]);
    this.#forget(now);
    return 0;
  }

  /** People whose last question is over a minute old cost nothing any more. */
  #forget(now: number): void {
    for (const [userId, times] of this.#times) {
      if ((times.at(-1) ?? 0) > now - WINDOW_MS) break;
      this.#times.delete(userId);
    }
  }
}
