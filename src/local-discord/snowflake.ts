/** First millisecond of 2015, from which Discord counts (developers/reference.mdx, Snowflakes). */
const DISCORD_EPOCH_MS = 1_420_070_400_000;
const TIMESTAMP_SHIFT = 22n;

/** Gives Discord's ids: 64-bit numbers as text that hold the time they were made at, each above the one before. */
export class SnowflakeSource {
  #last = 0n;

  next(nowMs: number): string {
    const first = BigInt(Math.max(0, Math.floor(nowMs) - DISCORD_EPOCH_MS)) << TIMESTAMP_SHIFT;
    this.#last = first > this.#last ? first : this.#last + 1n;
    return this.#last.toString();
  }
}
