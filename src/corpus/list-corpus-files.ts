import { hashFile } from './hash-file.ts';
import { walkCorpus, type FoundFile } from './walk-corpus.ts';

/** A file of the corpus, not yet parsed. */
export interface CorpusFile extends FoundFile {
  /** Of the file's bytes, hex; of its size alone where it is too large to be read. */
  readonly sha256: string;
}

export interface ListCorpusFilesOptions {
  /** Files above it are not read, in bytes. @default 10 MiB */
  readonly maxFileBytes?: number;
}

/** Articles of 100 kB are long; a page saved with its pictures in it may have some megabytes. */
export const DEFAULT_MAX_FILE_BYTES = 10 * 1024 * 1024;

/**
 * Every file of the corpus with its checksum, sorted by article id. Parses nothing, so that it tells quickly whether an
 * index is stale. Files that cannot be opened, and links out of the folder, are not in the list.
 *
 * @throws CorpusError (`corpus-missing`, `corpus-empty`)
 */
export async function listCorpusFiles(
  corpusDir: string,
  { maxFileBytes = DEFAULT_MAX_FILE_BYTES }: ListCorpusFilesOptions = {},
): Promise<readonly CorpusFile[]> {
  const { files } = await walkCorpus(corpusDir);
  const listed: CorpusFile[] = [];
  for (const file of files) {
    const sha256 = await hashFile(file, maxFileBytes).catch(() => null);
    if (sha256 !== null) listed.push({ ...file, sha256 });
  }
  return listed;
}
