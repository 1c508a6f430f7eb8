/**
 * A cross-encoder: reads a question and a text together and tells how well the text answers it. Slower than comparing
 * embeddings by orders of magnitude, so it is given a few texts only.
 */
export interface Reranker {
  readonly modelId: string;
  /** One score a text, in the same order: higher is better, comparable for one question only. Long texts are cut. */
  scoreTexts(question: string, texts: readonly string[]): Promise<readonly number[]>;
  /** Ends the worker threads. Calls after it are refused. */
  close(): Promise<void>;
}
