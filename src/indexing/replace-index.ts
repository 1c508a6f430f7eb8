import type { Embedder } from '../embeddings/embedder.ts';
import type { BuildPhase } from './build-summary.ts';
import { EmbeddingCache } from './embedding-cache.ts';
import { embedTexts, listMissing } from './embed-texts.ts';
import type { PreparedBuild } from './prepare-build.ts';
import { pruneGenerations } from './prune-generations.ts';
import type { CurrentIndex } from './read-current-index.ts';
import { switchGeneration } from './switch-generation.ts';
import { writeGeneration } from './write-generation.ts';

export interface ReplaceIndexOptions {
  readonly indexDir: string;
  readonly embedder: Embedder;
  readonly onProgress: (phase: BuildPhase, done: number, total: number) => void;
  readonly signal: AbortSignal;
}

export interface ReplacedIndex {
  readonly generation: string;
  /** How many passages went through the model, and how long that took, its loading included. */
  readonly embedded: number;
  readonly embedSeconds: number;
}

/**
 * Embeds what is new, writes the next generation and makes it the current one. Call it only under the lock.
 * @throws FootnoteError 'index-unwritable'; EmbeddingError; the reason of the signal.
 */
export async function replaceIndex(
  current: CurrentIndex,
  prepared: PreparedBuild,
  { indexDir, embedder, onProgress, signal }: ReplaceIndexOptions,
): Promise<ReplacedIndex> {
  const { texts } = prepared;
  const report =
    (phase: BuildPhase) =>
    (done: number, total: number): void => {
      onProgress(phase, done, total);
    };
  const cache = await EmbeddingCache.openForWriting(indexDir, embedder.model);
  try {
    const embedded = listMissing(texts, cache).length;
    const started = performance.now();
    const embeddings = await embedTexts(texts, { embedder, cache, onProgress: report('embedding'), signal });
    const embedSeconds = (performance.now() - started) / 1000;
    const pointer = await writeGeneration(
      indexDir,
      { ...prepared, embeddings },
      { onProgress: report('writing'), signal },
    );
    signal.throwIfAborted();
    await switchGeneration(indexDir, pointer);
    await removeSuperseded(indexDir, pointer.generation, prepared.facts.previous, current);
    // The cache is as good as before where it cannot be made smaller.
    await cache.compact(texts).catch(() => undefined);
    return { generation: pointer.generation, embedded, embedSeconds };
  } finally {
    await cache.close();
  }
}

/** Keeps the new generation and the last good one; where damage hides which that was, all of them. */
async function removeSuperseded(
  indexDir: string,
  next: string,
  previous: string | null,
  { damage }: CurrentIndex,
): Promise<void> {
  const isKnown = previous !== null || damage === null;
  await pruneGenerations(indexDir, isKnown ? new Set([next, previous]) : null);
}
