import type { Article } from './article.ts';
import { compareIds } from './compare-ids.ts';
import { DEFAULT_MAX_FILE_BYTES, type CorpusFile } from './list-corpus-files.ts';
import { type LoadedBytes, loadFile } from './load-file.ts';
import { isLasting, type ParseCache } from './parse-cache.ts';
import { ParserThread } from './parser-thread.ts';
import { rejectDuplicateTitles } from './reject-duplicate-titles.ts';
import type { ParsedFile, RejectedFile } from './rejected-file.ts';
import { walkCorpus } from './walk-corpus.ts';

export interface Corpus {
  /** Sorted by id. No two have the same title. */
  readonly articles: readonly Article[];
  /** Sorted by path. */
  readonly rejected: readonly RejectedFile[];
  /** As `listCorpusFiles` gives them. */
  readonly files: readonly CorpusFile[];
}

export interface LoadCorpusOptions {
  /** Called after each file. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
  /** Larger files are left out unread, in bytes. @default 10 MiB */
  readonly maxFileBytes?: number;
  /** Longest that one file may take to parse, in milliseconds. @default 10000 */
  readonly timeoutMsPerFile?: number;
  /** Most heap that one file may take to parse, in MiB. @default 384 */
  readonly maxMemoryMb?: number;
  /** Most files that are parsed at once, each in a thread of its own. @default 2 */
  readonly threads?: number;
  /** What it knows is not parsed again. @default none */
  readonly cache?: ParseCache;
}

const DEFAULTS = Object.freeze({
  maxFileBytes: DEFAULT_MAX_FILE_BYTES,
  timeoutMsPerFile: 10_000,
  maxMemoryMb: 384,
  threads: 2,
}) satisfies LoadCorpusOptions;

/** So many files make up for what the start of one more thread costs. */
const FILES_PER_THREAD = 40;

/**
 * Reads every file of a folder into articles. Files that cannot be used are listed with their reason, and the rest goes
 * on. Files are parsed in worker threads with a limit of time and memory, so that no single one can hold up a build.
 *
 * @throws CorpusError (`corpus-missing`, `corpus-empty`); the signal's reason when aborted.
 */
export async function loadCorpus(corpusDir: string, options: LoadCorpusOptions = {}): Promise<Corpus> {
  const { maxFileBytes, timeoutMsPerFile, maxMemoryMb, threads, cache, onProgress, signal } = {
    ...DEFAULTS,
    ...options,
  };
  signal?.throwIfAborted();
  const walked = await walkCorpus(corpusDir);
  const total = walked.files.length;
  const queue = walked.files.values();
  const articles: Article[] = [];
  const files: CorpusFile[] = [];
  const rejected: RejectedFile[] = [...walked.rejected];
  let done = 0;
  let isOver = false;

  const parse = async (
    parser: ParserThread,
    articleId: string,
    { file: { sha256 }, bytes }: LoadedBytes,
  ): Promise<ParsedFile> => {
    const known = await cache?.load(articleId, sha256);
    if (known !== undefined) return known;
    const parsed = await parser.parse({ articleId, bytes });
    if (isLasting(parsed)) await cache?.save(articleId, sha256, parsed);
    return parsed;
  };

  const drainQueue = async (parser: ParserThread): Promise<void> => {
    for (const found of queue) {
      signal?.throwIfAborted();
      if (isOver) return;
      const loaded = await loadFile(found, maxFileBytes);
      if (loaded.file !== null) files.push(loaded.file);
      const { article, rejected: refusal } =
        loaded.bytes === null ? loaded : await parse(parser, found.articleId, loaded);
      if (article !== undefined) articles.push(article);
      if (refusal !== undefined) rejected.push(refusal);
      signal?.throwIfAborted();
      done += 1;
      onProgress?.(done, total);
    }
  };

  const count = Math.max(1, Math.min(threads, Math.ceil(total / FILES_PER_THREAD)));
  const parsers = Array.from(
    { length: count },
    () => new ParserThread({ timeoutMs: timeoutMsPerFile, maxMemoryMb }),
  );
  const closeAll = () => Promise.all(parsers.map((parser) => parser.close()));
  const stop = (): void => void closeAll();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await Promise.all(parsers.map(drainQueue));
  } finally {
    isOver = true;
    signal?.removeEventListener('abort', stop);
    await closeAll();
  }
  const distinct = rejectDuplicateTitles(articles.sort((a, b) => compareIds(a.id, b.id)));
  return {
    articles: distinct.articles,
    rejected: [...rejected, ...distinct.rejected].sort((a, b) => compareIds(a.path, b.path)),
    files: files.sort((a, b) => compareIds(a.articleId, b.articleId)),
  };
}
