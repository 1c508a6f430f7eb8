import { loadCorpus } from '../corpus/load-corpus.ts';
import type { CountTokens, Embedder } from '../embeddings/embedder.ts';
import { findFingerprintDifference } from '../retrieval/manifest.ts';
import { assertKeepsArticles } from './assert-keeps-articles.ts';
import type { BuildOutcome, BuildPhase, BuildSummary } from './build-summary.ts';
import { embedTexts, listMissing } from './embed-texts.ts';
import { EmbeddingCache } from './embedding-cache.ts';
import { lockIndex } from './lock-index.ts';
import { countChanges } from './plan-build.ts';
import { prepareBuild, type PreparedBuild } from './prepare-build.ts';
import { pruneGenerations } from './prune-generations.ts';
import { type CurrentIndex, readCurrentIndex } from './read-current-index.ts';
import { switchGeneration } from './switch-generation.ts';
import { makeFolder } from './write-durably.ts';
import { writeGeneration } from './write-generation.ts';

export interface BuildIndexOptions {
  readonly corpusDir: string;
  readonly indexDir: string;
  readonly embedder: Embedder;
  readonly countTokens: CountTokens;
  /** The model's limit, in tokens. */
  readonly maxTokens: number;
  /** Finds out what would be done, and writes nothing at all. @default false */
  readonly dryRun?: boolean;
  /** Builds even where nothing changed, or more than half of the articles would be lost. @default false */
  readonly force?: boolean;
  /** Writes nothing where a file of the corpus must be left out. @default false */
  readonly strict?: boolean;
  readonly onProgress?: (phase: BuildPhase, done: number, total: number) => void;
  /** Stops the build: what was embedded is kept, the index stays as it was. */
  readonly signal?: AbortSignal;
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
    await lock.release();
  }
}

async function runBuild(options: BuildIndexOptions, signal: AbortSignal): Promise<BuildSummary> {
  const started = performance.now();
  const { indexDir, embedder, dryRun = false, force = false, strict = false } = options;
  const onProgress = options.onProgress ?? (() => undefined);
  const current = await readCurrentIndex(indexDir);
  if (!dryRun) await pruneGenerations(indexDir, listWanted(current));
  const prepared = await prepareBuild(current, {
    loadCorpus,
    ...options,
    model: embedder.model,
    onProgress,
    signal,
  });
  const { plan, rejected, texts } = prepared;

  let embedSeconds = 0;
  const summarize = (outcome: BuildOutcome, generation: string | null, embedded: number): BuildSummary => ({
    outcome,
    generation,
    ...countChanges(plan),
    embedded,
    reused: outcome === 'rejected' ? 0 : texts.length - embedded,
    rejected,
    damage: current.damage,
    seconds: (performance.now() - started) / 1000,
    passagesPerSecond: embedSeconds > 0 && embedded > 0 ? embedded / embedSeconds : null,
  });
  const present = current.manifest?.generation ?? null;
  if (strict && rejected.length > 0) return summarize('rejected', present, 0);
  if (!force) assertKeepsArticles(current.manifest, plan, rejected);
  if (!force && isUpToDate(current, prepared)) return summarize('up-to-date', present, 0);
  if (dryRun) {
    const cache = await EmbeddingCache.openForReading(indexDir, embedder.model);
    return summarize('dry-run', present, listMissing(texts, cache).length);
  }

  const cache = await EmbeddingCache.openForWriting(indexDir, embedder.model);
  try {
    const embedded = listMissing(texts, cache).length;
    const embedStarted = performance.now();
    const embeddings = await embedTexts(texts, {
      embedder,
      cache,
      onProgress: (done, total) => {
        onProgress('embedding', done, total);
      },
      signal,
    });
    embedSeconds = (performance.now() - embedStarted) / 1000;
    const pointer = await writeGeneration(
      indexDir,
      { ...prepared, embeddings },
      {
        onProgress: (done, total) => {
          onProgress('writing', done, total);
        },
        signal,
      },
    );
    signal.throwIfAborted();
    await switchGeneration(indexDir, pointer);
    const { previous } = prepared.facts;
    const knowsPrevious = previous !== null || current.damage === null;
    await pruneGenerations(indexDir, knowsPrevious ? new Set([pointer.generation, previous]) : null);
    // The cache is as good as before where it cannot be made smaller.
    await cache.compact(texts).catch(() => undefined);
    return summarize('built', pointer.generation, embedded);
  } finally {
    await cache.close();
  }
}

/** The generations to keep while a build runs; null where the index is damaged, and any of them may be the last good one. */
function listWanted({ manifest, damage }: CurrentIndex): ReadonlySet<string | null> | null {
  if (damage !== null) return null;
  return new Set(manifest === null ? [] : [manifest.generation, manifest.previous]);
}

/** True where a build would write the same again. */
function isUpToDate({ manifest, damage }: CurrentIndex, { facts, plan }: PreparedBuild): boolean {
  if (manifest === null || damage !== null) return false;
  const { added, changed, removed } = plan.articles;
  return (
    added.length + changed.length + removed.length === 0 &&
    manifest.corpusSha256 === facts.corpusSha256 &&
    manifest.footnoteVersion === facts.footnoteVersion &&
    findFingerprintDifference(manifest.fingerprint, facts.fingerprint) === null
  );
}
