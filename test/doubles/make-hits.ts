import type { Passage } from '../../src/passages/passage.ts';
import { analyzeQuestion } from '../../src/retrieval/analyze-question.ts';
import { buildLexicalIndex } from '../../src/retrieval/lexical-index.ts';
import type { Hit, Retriever } from '../../src/retrieval/retriever.ts';

/** A hit for each passage in the given order, with falling scores. */
export function makeHits(passages: readonly Passage[], similarity = 0.8): readonly Hit[] {
  return passages.map((passage, index) => ({
    passage,
    rank: index + 1,
    score: 1 - index * 0.2,
    cosineSimilarity: similarity - index * 0.05,
    lexicalScore: 10 - index,
  }));
}

/** A retriever that always finds these passages in this order; the question is analysed against them for real. */
export function createFixedRetriever(passages: readonly Passage[], similarity?: number): Retriever {
  const index = buildLexicalIndex(passages);
  return {
    search: async (question, { topK }) => ({
      query: analyzeQuestion(question, await index).query,
      hits: makeHits(passages, similarity).slice(0, topK),
      embedMs: 1,
      searchMs: 1,
    }),
  };
}
