/** What is read and thrown away beyond the limit, so that the sender hears the answer: in bytes. */
const MAX_DRAINED_BYTES = 32 * 1024 * 1024;

/**
 * The bytes of a body; null where there are more than `maxBytes`. A body that is too large is read to its end all the
 * same, up to 32 MiB: a browser that is cut off while it sends shows no answer at all.
 */
export async function readLimited(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let count = 0;
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    count += part.byteLength;
    if (count <= maxBytes) parts.push(part);
    else parts.length = 0;
    if (count > MAX_DRAINED_BYTES) break;
  }
  return count > maxBytes ? null : Buffer.concat(parts);
}
