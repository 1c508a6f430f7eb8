import type { Embedder } from '../embeddings/embedder.ts';
import { EmbeddingError } from '../errors.ts';
import type { EmbeddingCache } from './embedding-cache.ts';

export interface EmbedTextsOptions {
  readonly embedder: Embedder;
  readonly cache: EmbeddingCache;
  /** Counts the texts that the cache lacks. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** How far from 1 the norm of an embedding may be: float32 sums over some hundred numbers. */
const NORM_TOLERANCE = 1e-3;

/**
 * One embedding a text, in order. Only texts that the cache lacks go through the model, each once, and each is kept as
 * soon as it is there, so that a build that is killed goes on where it was.
 * @throws EmbeddingError where the model gives something else than a unit vector; FootnoteError 'index-unwritable'.
 */
export async function embedTexts(
  texts: readonly string[],
  { embedder, cache, onProgress, signal }: EmbedTextsOptions,
): Promise<readonly Float32Array[]> {
  const missing = listMissing(texts, cache);
  if (missing.length > 0) {
    const signals = signal === undefined ? [cache.failed] : [cache.failed, signal];
    try {
      const fresh = await embedder.embedPassages(missing, {
        ...(onProgress === undefined ? {} : { onProgress }),
        onEmbedding: (index, embedding) => {
          const text = missing[index];
          if (text !== undefined && isUnitVector(embedding, embedder.model.dimensions))
            cache.add(text, embedding);
        },
        signal: AbortSignal.any(signals),
      });
      for (const [index, text] of missing.entries())
        cache.add(text, assertUnitVector(fresh[index], embedder));
    } finally {
      // Says that the disk is full, rather than that the embedder was stopped.
      await cache.flush();
    }
  }
  return texts.map((text) => assertUnitVector(cache.get(text), embedder));
}

/** The texts that the cache lacks, each once, in order. */
export function listMissing(texts: readonly string[], cache: EmbeddingCache): readonly string[] {
  return [...new Set(texts)].filter((text) => cache.get(text) === undefined);
}

function assertUnitVector(embedding: Float32Array | undefined, { model }: Embedder): Float32Array {
  if (embedding !== undefined && isUnitVector(embedding, model.dimensions)) return embedding;
  const message = `The model ${model.modelId} gave something else than ${model.dimensions} numbers of norm 1. Look whether EMBEDDING_MODEL names an embedding model.`;
  throw new EmbeddingError(model.modelId, message, { code: 'embedding-failed' });
}

function isUnitVector(embedding: Float32Array, dimensions: number): boolean {
  const squares = embedding.reduce((sum, value) => sum + value * value, 0);
  return embedding.length === dimensions && Math.abs(Math.sqrt(squares) - 1) <= NORM_TOLERANCE;
}
