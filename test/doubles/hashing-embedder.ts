import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Embedder, EmbedOptions } from '../../src/embeddings/embedder.ts';
import { normalizeVector } from '../../src/embeddings/vector-arithmetic.ts';
import { EmbeddingError } from '../../src/errors.ts';

export interface HashingEmbedderOptions {
  /** @default 128 */
  readonly dimensions?: number;
  /** @default 'test/hashing' */
  readonly modelId?: string;
  /**
   * Time that each text takes.
   * @default 0
   */
  readonly delayMs?: number;
  /**
   * Words that a passage may have at most.
   * @default 512
   */
  readonly maxTokens?: number;
}

export interface HashingEmbedder extends Embedder {
  /** Every call, in order, with its texts as they were given. */
  readonly calls: readonly { readonly kind: 'passages' | 'query'; readonly texts: readonly string[] }[];
}

/**
 * An embedder without a model: words and character trigrams are hashed into the dimensions with a sign (feature
 * hashing), so texts that share words, or most of a misspelt word, are near each other. It keeps the whole contract
 * of the port.
 */
export function createHashingEmbedder({
  dimensions = 128,
  modelId = 'test/hashing',
  delayMs = 0,
  maxTokens = 512,
}: HashingEmbedderOptions = {}): HashingEmbedder {
  const calls: { kind: 'passages' | 'query'; texts: readonly string[] }[] = [];
  const closing = new AbortController();

  const embed = async (
    texts: readonly string[],
    { onProgress, onEmbedding, signal }: EmbedOptions,
  ): Promise<Float32Array[]> => {
    const anySignal = AbortSignal.any([closing.signal, ...(signal === undefined ? [] : [signal])]);
    const embeddings: Float32Array[] = [];
    for (const [index, text] of texts.entries()) {
      // Even without a delay another task may come between, as it does with threads.
      await sleep(delayMs, undefined, { signal: anySignal }).catch(() => undefined);
      anySignal.throwIfAborted();
      const embedding = hashText(text, dimensions);
      embeddings.push(embedding);
      onEmbedding?.(index, embedding);
      onProgress?.(index + 1, texts.length);
    }
    closing.signal.throwIfAborted();
    return embeddings;
  };

  return {
    calls,
    model: {
      modelId,
      sha256: createHash('sha256').update(`${modelId} ${dimensions}`).digest('hex'),
      pooling: 'mean',
      queryPrefix: '',
      passagePrefix: '',
      dimensions,
    },
    async embedPassages(texts, options = {}) {
      calls.push({ kind: 'passages', texts });
      const tooLong = texts.findIndex((text) => listWords(text).length > maxTokens);
      if (tooLong !== -1) throw createError(modelId, `Text ${tooLong + 1} has over ${maxTokens} words.`);
      return embed(texts, options);
    },
    async embedQuery(text, options = {}) {
      calls.push({ kind: 'query', texts: [text] });
      const [embedding] = await embed([listWords(text).slice(0, maxTokens).join(' ')], options);
      return embedding ?? new Float32Array(dimensions);
    },
    close() {
      closing.abort(createError(modelId, 'The embedder was closed.'));
      return Promise.resolve();
    },
  };
}

function hashText(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const word of listWords(text)) {
    addFeature(vector, word, 1);
    const padded = ` ${word} `;
    for (let i = 0; i + 3 <= padded.length; i++) addFeature(vector, padded.slice(i, i + 3), 0.3);
  }
  // A text without words, or whose features cancel out, has a direction too.
  if (vector.every((value) => value === 0)) vector[0] = 1;
  return normalizeVector(vector);
}

function addFeature(vector: Float32Array, feature: string, weight: number): void {
  const hash = createHash('sha1').update(feature).digest();
  const slot = hash.readUInt32LE(0) % vector.length;
  vector[slot] = (vector[slot] ?? 0) + (hash.readUInt8(4) % 2 === 0 ? weight : -weight);
}

function listWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function createError(modelId: string, message: string): EmbeddingError {
  return new EmbeddingError(modelId, message, { code: 'embedding-failed' });
}
