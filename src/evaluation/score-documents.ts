import type { Hit } from '../retrieval/retriever.ts';

/**
 * Scores of articles by id: that of an article's best passage, which is its first among hits that are in order. At most
 * `limit` articles; `except` is left out.
 */
export function scoreDocuments(
  hits: readonly Hit[],
  { limit, except }: { readonly limit: number; readonly except: string },
): ReadonlyMap<string, number> {
  const scores = new Map<string, number>();
  for (const { passage, score } of hits) {
    const { id } = passage.article;
    if (id === except || scores.has(id)) continue;
    if (scores.size === limit) break;
    scores.set(id, score);
  }
  return scores;
}
