import type { Article } from '../corpus/article.ts';
import type { CountTokens } from '../embeddings/embedder.ts';
import type { Passage } from '../passages/passage.ts';
import { splitArticle } from '../passages/split-article.ts';

export interface SplitArticlesOptions {
  readonly countTokens: CountTokens;
  /** The model's limit, in tokens. */
  readonly maxTokens: number;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** How long other work of the process may have to wait for its turn, in milliseconds. */
const TURN_MS = 50;

/** The passages of all articles, in order. Gives other work a turn now and then: the lock must be kept fresh. */
export async function splitArticles(
  articles: readonly Article[],
  { countTokens, maxTokens, onProgress, signal }: SplitArticlesOptions,
): Promise<readonly Passage[]> {
  const passages: Passage[] = [];
  let turnEnds = performance.now() + TURN_MS;
  for (const [index, article] of articles.entries()) {
    passages.push(...splitArticle(article, { countTokens, maxTokens }));
    if (performance.now() < turnEnds) continue;
    onProgress(index + 1, articles.length);
    await new Promise(setImmediate);
    signal.throwIfAborted();
    turnEnds = performance.now() + TURN_MS;
  }
  onProgress(articles.length, articles.length);
  return passages;
}
