/** The wait before the second attempt in a row, and the longest, in milliseconds; each is twice the one before. */
const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 60_000;
/** A connection that held for so long ends a row of failed ones. */
const STABLE_MS = 30_000;
/** The first attempt after a break comes within this, by chance, so that not every bot is back at one moment. */
const FIRST_JITTER_MS = 500;

/** How long to wait before each attempt to connect: longer each time, with jitter. */
export class ReconnectDelay {
  readonly #now: () => number;
  readonly #random: () => number;
  #attempts = 0;
  #connectedAt: number | null = null;

  /** `now` gives milliseconds, `random` numbers in [0, 1). */
  constructor(now: () => number = Date.now, random: () => number = Math.random) {
    this.#now = now;
    this.#random = random;
  }

  /** Attempts since the connection last held. */
  get attempts(): number {
    return this.#attempts;
  }

  /** The wait before the next attempt, in milliseconds; 0 before the very first. */
  next(): number {
    const attempt = this.#attempts;
    this.#attempts += 1;
    if (attempt === 0) return 0;
    if (attempt === 1) return this.#random() * FIRST_JITTER_MS;
    return Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 2)) * (0.5 + this.#random() / 2);
  }

  noteConnected(): void {
    this.#connectedAt = this.#now();
  }

  noteLost(): void {
    if (this.#connectedAt !== null && this.#now() - this.#connectedAt >= STABLE_MS) this.#attempts = 1;
    this.#connectedAt = null;
  }
}
