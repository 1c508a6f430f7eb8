import { createHash } from 'node:crypto';

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
