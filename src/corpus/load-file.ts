import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { hashFile } from './hash-file.ts';
import type { CorpusFile } from './list-corpus-files.ts';
import type { RejectedFile } from './rejected-file.ts';
import type { FoundFile } from './walk-corpus.ts';

/** A file that can be parsed. */
export interface LoadedBytes {
  readonly file: CorpusFile;
  readonly bytes: Uint8Array;
}

export type LoadedFile =
  | LoadedBytes
  | {
      /** Null where it could not be read at all. */
      readonly file: CorpusFile | null;
      readonly bytes: null;
      readonly rejected: RejectedFile;
      readonly article?: undefined;
    };

/** Reads one file, unless it is too large. */
export async function loadFile(found: FoundFile, maxBytes: number): Promise<LoadedFile> {
  const { articleId, path } = found;
  if (found.bytes > maxBytes) {
    const message = `The file has ${formatSize(found.bytes)}; at most ${formatSize(maxBytes)} are read. Split it into several articles.`;
    return {
      file: { ...found, sha256: await hashFile(found, maxBytes) },
      bytes: null,
      rejected: { path: articleId, reason: 'too-large', line: null, message },
    };
  }
  try {
    const bytes = await readFile(path);
    return { file: { ...found, sha256: createHash('sha256').update(bytes).digest('hex') }, bytes };
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    const message = `The file cannot be read (${code}). Check its permissions.`;
    return {
      file: null,
      bytes: null,
      rejected: { path: articleId, reason: 'unreadable', line: null, message },
    };
  }
}

function formatSize(bytes: number): string {
  return bytes < 1024 * 1024 ? `${bytes} bytes` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
