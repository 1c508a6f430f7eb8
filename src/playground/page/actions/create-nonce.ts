/** First millisecond of 2015, from which Discord counts (reference.mdx, Snowflakes). */
const DISCORD_EPOCH_MS = 1_420_070_400_000;
let count = 0n;

/** A number for one sent thing, as Discord's own client makes it: a snowflake, never the same twice. */
export function createNonce(): string {
  count = (count + 1n) % 4096n;
  const place = BigInt(Math.floor(Math.random() * 1024));
  return ((BigInt(Date.now() - DISCORD_EPOCH_MS) << 22n) | (place << 12n) | count).toString();
}
