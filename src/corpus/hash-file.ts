import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { FoundFile } from './walk-corpus.ts';

/**
 * SHA-256 of a file's bytes, hex. A file above `maxBytes` is left out for its size whatever it holds, so that its size
 * is hashed instead: a disk image dropped into the folder must not slow down every start.
 */
export async function hashFile({ path, bytes }: FoundFile, maxBytes: number): Promise<string> {
  const content = bytes > maxBytes ? `${bytes} bytes, not read` : await readFile(path);
  return createHash('sha256').update(content).digest('hex');
}
