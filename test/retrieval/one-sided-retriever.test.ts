import { beforeAll, describe, expect, it } from 'vitest';
import { describePassage } from '../../src/passages/passage.ts';
import { buildHnswIndex } from '../../src/retrieval/hnsw-index.ts';
import { createHybridRetriever, type SearchParts } from '../../src/retrieval/hybrid-retriever.ts';
import { buildLexicalIndex } from '../../src/retrieval/lexical-index.ts';
import { createOneSidedRetriever } from '../../src/retrieval/one-sided-retriever.ts';
import { createHashingEmbedder } from '../doubles/hashing-embedder.ts';
import { makePassages } from '../doubles/make-passage.ts';

const WORDS = [
  'snow',
  'copper',
  'library',
  'harbour',
  'lamp',
  'granite',
  'ferry',
  'engine',
  'quarry',
  'island',
];
const QUESTIONS = [
  'Where is the copper lamp?',
  'which ferry goes to the island',
  'granite, quarries and snow',
];

// Every passage an article of its own: no article lifts its other passages.
const passages = makePassages(
  Array.from({ length: 60 }, (_, index) => ({
    title: `Note ${index}`,
    text:
      [1, 3, 7, 11].map((step) => WORDS[(index * step + step) % WORDS.length] ?? '').join(' ') +
      ` at ${index}.`,
  })),
);
let parts: SearchParts;

beforeAll(async () => {
  const embedder = createHashingEmbedder();
  const embeddings = await embedder.embedPassages(passages.map(describePassage));
  parts = {
    passages,
    embedder,
    vectorIndex: await buildHnswIndex(embeddings, embedder.model.dimensions),
    lexicalIndex: await buildLexicalIndex(passages),
  };
});

describe('createOneSidedRetriever', () => {
  it.each(QUESTIONS)('ranks by similarity alone, or by words alone: %s', async (question) => {
    const dense = await createOneSidedRetriever(parts, 'dense').search(question, { topK: 10 });
    const lexical = await createOneSidedRetriever(parts, 'lexical').search(question, { topK: 10 });
    const similarities = dense.hits.map(({ cosineSimilarity }) => cosineSimilarity);
    const scores = lexical.hits.map(({ lexicalScore }) => lexicalScore);
    expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(Math.min(...scores)).toBeGreaterThan(0);
    for (const { hits } of [dense, lexical]) {
      expect(hits.map(({ rank }) => rank)).toEqual(hits.map((_, index) => index + 1));
      expect(hits.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
    }
  });

  it.each(QUESTIONS)('ranks as the hybrid does with all weight on its side: %s', async (question) => {
    for (const [side, denseWeight] of [
      ['dense', 1],
      ['lexical', 0],
    ] as const) {
      const alone = await createOneSidedRetriever(parts, side).search(question, { topK: 10 });
      const hybrid = await createHybridRetriever(parts, { denseWeight }).search(question, { topK: 10 });
      const ids = alone.hits.map(({ passage }) => passage.id);
      expect(hybrid.hits.map(({ passage }) => passage.id).slice(0, ids.length)).toEqual(ids);
    }
  });

  it('finds nothing by words where none is shared', async () => {
    const { hits } = await createOneSidedRetriever(parts, 'lexical').search('zzzz', { topK: 10 });
    expect(hits).toEqual([]);
  });
});
