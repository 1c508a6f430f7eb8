import { createHash } from 'node:crypto';
import { listCorpusFiles } from '../corpus/list-corpus-files.ts';
import { walkCorpus } from '../corpus/walk-corpus.ts';

/** A file of the corpus; a checksum of null stands for one that cannot be read. */
export interface CorpusFileHash {
  readonly id: string;
  readonly sha256: string | null;
}

/** SHA-256 (hex) over the ids and checksums of all files, whatever their order. */
export function hashCorpus(files: readonly CorpusFileHash[]): string {
  const rows = files.map(({ id, sha256 }) => JSON.stringify([id, sha256])).sort();
  return createHash('sha256').update(rows.join('\n')).digest('hex');
}

/**
 * All files of a corpus with their checksums, the unreadable ones included. Parses nothing.
 * @throws CorpusError where the folder is missing or empty.
 */
export async function listCorpusHashes(corpusDir: string): Promise<readonly CorpusFileHash[]> {
  const { files, rejected } = await walkCorpus(corpusDir);
  return hashFiles(await listCorpusFiles(corpusDir), [
    ...files.map(({ articleId }) => articleId),
    ...rejected.map(({ path }) => path),
  ]);
}

/** The checksums of the files, and null for each other id. */
export function hashFiles(
  files: readonly { readonly articleId: string; readonly sha256: string }[],
  ids: readonly string[],
): readonly CorpusFileHash[] {
  const checksums = new Map<string, string | null>(ids.map((id) => [id, null]));
  for (const { articleId, sha256 } of files) checksums.set(articleId, sha256);
  return [...checksums].map(([id, sha256]) => ({ id, sha256 }));
}
