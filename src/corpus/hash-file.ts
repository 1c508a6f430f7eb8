import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { FoundFile } from './walk-corpus.ts';

/**
 * SHA-256 of a file's bytes, hex. A file above `maxBytes` is left out for its size whatever it holds, so that its size
 * is hashed instead: a disk image dropped into the folder must not slow down every start.
 */
export async function hashFile({ path, bytes }: FoundFile, maxBytes: number): Promise<string> {
  const hash = createHash('sha256');
  if (bytes > maxBytes) return hash.update(`${bytes} bytes, not read`).digest('hex');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
