/** How a model turns its token states into one embedding. */
export type Pooling = 'cls' | 'mean';

/** What must be equal for two embeddings to be comparable. Part of the index's fingerprint. */
export interface ModelFingerprint {
  readonly modelId: string;
  /** SHA-256 over the model's files (names and checksums), hex. */
  readonly sha256: string;
  readonly pooling: Pooling;
  readonly queryPrefix: string;
  readonly passagePrefix: string;
  readonly dimensions: number;
}

export interface EmbedOptions {
  /** Called after each embedded text with the count so far and of all. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Called with each embedding as soon as it is there (any order), so that it can be kept. */
  readonly onEmbedding?: (index: number, embedding: Float32Array) => void;
  readonly signal?: AbortSignal;
}

/**
 * Text → unit vectors. Every embedding is a `Float32Array` of length `model.dimensions` with L2 norm 1, and the same
 * text always gives the same numbers. Prefixes are put on by the embedder. Texts over the model's token limit are
 * refused with an `EmbeddingError`, never cut; a question is cut to the limit, since people may write long.
 */
export interface Embedder {
  readonly model: ModelFingerprint;
  /** One embedding a text, in the same order as `texts`. */
  embedPassages(texts: readonly string[], options?: EmbedOptions): Promise<readonly Float32Array[]>;
  embedQuery(text: string, options?: Pick<EmbedOptions, 'signal'>): Promise<Float32Array>;
  /** Ends the worker threads. Calls after it are refused. */
  close(): Promise<void>;
}

/** Counts a text's tokens as the model sees it, the special tokens included. Pure and synchronous. */
export type CountTokens = (text: string) => number;
