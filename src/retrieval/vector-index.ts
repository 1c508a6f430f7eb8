/** A passage near to a question, by its position in the generation. */
export interface VectorNeighbour {
  readonly position: number;
  /** In [−1, 1]. */
  readonly cosineSimilarity: number;
}

/** Nearest passages of an embedding. Read-only once built or loaded. */
export interface VectorIndex {
  readonly count: number;
  readonly dimensions: number;
  /**
   * At most `k` neighbours, nearest first; all of them where the index holds fewer.
   * @throws FootnoteError where the embedding has another length than `dimensions`.
   */
  search(embedding: Float32Array, k: number): readonly VectorNeighbour[];
  /** Cosine similarity of one held passage and an embedding, in [−1, 1]. */
  similarityTo(position: number, embedding: Float32Array): number;
}
