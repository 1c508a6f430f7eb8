import type { Reranker } from '../embeddings/reranker.ts';
import type { Passage } from '../passages/passage.ts';
import type { Hit, Retriever } from './retriever.ts';

export interface RerankingOptions {
  /** How many hits the reranker reads for a question; those after them keep their order. @default 30 */
  readonly depth?: number;
}

const DEFAULT_DEPTH = 30;

/**
 * Brings the best hits of another retriever into the order that a reranker gives them, ties in their former order. The
 * fused scores are dealt out again from the top, so that what was fitted to their scale goes on to hold; similarity and
 * lexical score stay with their passage. Reading time counts as search time.
 */
export function createRerankingRetriever(
  retriever: Retriever,
  reranker: Pick<Reranker, 'scoreTexts'>,
  { depth = DEFAULT_DEPTH }: RerankingOptions = {},
): Retriever {
  return {
    async search(question, { topK }) {
      const found = await retriever.search(question, { topK: Math.max(topK, depth) });
      const started = performance.now();
      const read = found.hits.slice(0, depth);
      const scores =
        read.length === 0
          ? []
          : await reranker.scoreTexts(
              question,
              read.map(({ passage }) => describe(passage)),
            );
      const order = read
        .map((hit, index) => ({ hit, score: scores[index] ?? -Infinity }))
        .sort((a, b) => b.score - a.score || a.hit.rank - b.hit.rank)
        .map(({ hit }) => hit);
      const hits = [...order, ...found.hits.slice(depth)].slice(0, topK).map((hit, index): Hit => ({
        ...hit,
        rank: index + 1,
        score: found.hits[index]?.score ?? hit.score,
      }));
      return { ...found, hits, searchMs: found.searchMs + performance.now() - started };
    },
  };
}

/** Title and headings say what a passage speaks of; a long text loses its end, so they come first. */
function describe({ article, headingPath, text }: Passage): string {
  return [...new Set([article.title, ...headingPath]), text].join('\n');
}
