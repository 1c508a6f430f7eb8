import { loadCorpus } from '../corpus/load-corpus.ts';
import type { CountTokens, Embedder } from '../embeddings/embedder.ts';
import type { AnsweringPath } from './answering-path.ts';
import type { ArticleCacheUse } from './article-cache.ts';
import { assertKeepsArticles } from './assert-keeps-articles.ts';
import type { BuildOutcome, BuildPhase, BuildSummary } from './build-summary.ts';
import { createBuildSummary } from './create-build-summary.ts';
import { createCachedLoader } from './create-cached-loader.ts';
import { listMissing } from './embed-texts.ts';
import { EmbeddingCache } from './embedding-cache.ts';
import { findUnchanged, writesTheSame } from './find-unchanged.ts';
import { lockIndex } from './lock-index.ts';
import { prepareBuild } from './prepare-build.ts';
import { pruneGenerations } from './prune-generations.ts';
import { type CurrentIndex, readCurrentIndex } from './read-current-index.ts';
import { removeEmptyFolders, removeLeftovers } from './remove-leftovers.ts';
import { type ReplacedIndex, replaceIndex } from './replace-index.ts';
import { makeFolder } from './write-durably.ts';

export interface BuildIndexOptions {
  readonly corpusDir: string;
  readonly indexDir: string;
  readonly embedder: Embedder;
  readonly countTokens: CountTokens;
  /** The model's limit, in tokens. */
  readonly maxTokens: number;
  /** Finds out what would be done, and writes nothing at all. @default false */
  readonly dryRun?: boolean;
  /**
   * Builds even where nothing changed, more than half of the articles would be lost, or too few of the regression
   * questions go well.
   * @default false
   */
  readonly force?: boolean;
  /** Writes nothing where a file of the corpus must be left out. @default false */
  readonly strict?: boolean;
  readonly onProgress?: (phase: BuildPhase, done: number, total: number) => void;
  /** Stops the build: what was embedded is kept, the index stays as it was. */
  readonly signal?: AbortSignal;
  /** Calibrates, and asks the regression questions of the corpus. @default none: neither is done */
  readonly answering?: AnsweringPath;
  /**
   * Least share of the regression questions that must go well with a new index, in [0, 1].
   * @default what the current index reaches on the questions that both know
   */
  readonly minSuccess?: number;
  /** Reads the corpus. @default loadCorpus */
  readonly loadCorpus?: typeof loadCorpus;
  /** When a lock counts as left behind, in milliseconds; see `lockIndex`. @default 10000 */
  readonly lockStaleMs?: number;
}

/**
 * Makes the index say what the corpus says. The current generation stays current until the new one is whole, on the
 * disk and found good; a process that is killed at any moment leaves the one or the other.
 * @throws CorpusError where there is nothing to index; FootnoteError 'build-refused' where most articles would be lost,
 *   'index-locked' where another build is running, 'index-unwritable'; EmbeddingError; the reason of the signal.
 */
export async function buildIndex(options: BuildIndexOptions): Promise<BuildSummary> {
  const { indexDir, dryRun = false, lockStaleMs, onProgress, signal } = options;
  const signals = signal === undefined ? [] : [signal];
  if (dryRun) return runBuild(options, AbortSignal.any(signals));
  await makeFolder(indexDir);
  const lock = await lockIndex(indexDir, {
    ...(lockStaleMs === undefined ? {} : { staleMs: lockStaleMs }),
    ...(signal === undefined ? {} : { signal }),
    onWait: () => onProgress?.('waiting', 0, 1),
  });
  try {
    return await runBuild(options, AbortSignal.any([...signals, lock.lost]));
  } finally {
    if (!lock.lost.aborted) await removeLeftovers(indexDir);
    await lock.release();
    await removeEmptyFolders(indexDir);
  }
}

async function runBuild(options: BuildIndexOptions, signal: AbortSignal): Promise<BuildSummary> {
  const started = performance.now();
  const { corpusDir, indexDir, embedder, dryRun = false, force = false, strict = false } = options;
  const onProgress = options.onProgress ?? (() => undefined);
  const current = await readCurrentIndex(indexDir);
  if (!dryRun) await pruneGenerations(indexDir, listWanted(current));

  const { answering } = options;
  const maxFalseRefusals = answering?.maxFalseRefusals ?? 0;
  const unchanged = force ? null : await findUnchanged(current, corpusDir, embedder.model, answering);
  if (unchanged !== null) {
    const outcome = strict && unchanged.rejected.length > 0 ? 'rejected' : 'up-to-date';
    return createBuildSummary(outcome, current, unchanged, started, { maxFalseRefusals });
  }
  const prepared = await prepareBuild(current, {
    ...options,
    loadCorpus: createCachedLoader(options.loadCorpus ?? loadCorpus, indexDir, chooseCacheUse(options)),
    model: embedder.model,
    asks: answering !== undefined,
    onProgress,
    signal,
  });
  const summarize = (outcome: BuildOutcome, replaced?: Partial<ReplacedIndex>): BuildSummary =>
    createBuildSummary(outcome, current, prepared, started, { ...replaced, maxFalseRefusals });

  if (strict && prepared.rejected.length > 0) return summarize('rejected');
  if (!force) assertKeepsArticles(current.manifest, prepared);
  if (!force && writesTheSame(current, prepared, answering)) return summarize('up-to-date');
  if (dryRun) {
    const cache = await EmbeddingCache.openForReading(indexDir, embedder.model);
    return summarize('dry-run', { embedded: listMissing(prepared.texts, cache).length });
  }
  const { minSuccess } = options;
  const replaced = await replaceIndex(current, prepared, {
    ...{ indexDir, embedder, onProgress, signal, answering, minSuccess, force },
  });
  return summarize(replaced.generation === null ? 'below-floor' : 'built', replaced);
}

/** Strict and dry runs write nothing, not even this; a forced one reads every article anew. */
function chooseCacheUse({ dryRun, strict, force }: BuildIndexOptions): ArticleCacheUse {
  if (dryRun === true || strict === true) return 'read';
  return force === true ? 'write' : 'read-write';
}

/** The generations to keep until there is a new one; null keeps all, where damage hides which was the last good one. */
function listWanted({ manifest, damage }: CurrentIndex): ReadonlySet<string | null> | null {
  if (damage !== null) return null;
  return new Set(manifest === null ? [] : [manifest.generation, manifest.previous]);
}
