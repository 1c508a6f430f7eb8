import { FootnoteError } from '../errors.ts';
import { analyzeQuestion } from './analyze-question.ts';
import type { SearchParts } from './hybrid-retriever.ts';
import type { Hit, Retriever } from './retriever.ts';

/**
 * Searches by meaning alone or by word alone: what fusion is measured against. A hit's score is its own search's,
 * brought to [0, 1] over the hits; the other search's is told too, and does not count. Words find only what shares one,
 * so hits by word can be fewer than `topK`.
 */
export function createOneSidedRetriever(parts: SearchParts, side: 'dense' | 'lexical'): Retriever {
  const { passages, vectorIndex, lexicalIndex, embedder } = parts;
  return {
    async search(question, { topK }) {
      const started = performance.now();
      const embedding = await embedder.embedQuery(question);
      const embedded = performance.now();
      const { query, weightedTerms } = analyzeQuestion(question, lexicalIndex);
      const matches = lexicalIndex.search(weightedTerms);
      const lexical = new Map(matches.map(({ position, lexicalScore }) => [position, lexicalScore]));
      const ranked =
        side === 'lexical'
          ? matches.slice(0, topK).map(({ position, lexicalScore }) => ({ position, raw: lexicalScore }))
          : vectorIndex
              .search(embedding, topK)
              .map(({ position, cosineSimilarity }) => ({ position, raw: cosineSimilarity }));
      const [high, low] = [ranked[0]?.raw ?? 0, ranked.at(-1)?.raw ?? 0];
      const hits = ranked.map(({ position, raw }, index): Hit => {
        const passage = passages[position];
        if (passage === undefined) {
          const message = `The index names passage ${position}, which it does not hold: rebuild with npm run index.`;
          throw new FootnoteError(message, { code: 'index-invalid' });
        }
        return {
          ...{ passage, rank: index + 1 },
          score: high > low ? (raw - low) / (high - low) : 1,
          cosineSimilarity: vectorIndex.similarityTo(position, embedding),
          lexicalScore: lexical.get(position) ?? 0,
        };
      });
      return { query, hits, embedMs: embedded - started, searchMs: performance.now() - embedded };
    },
  };
}
