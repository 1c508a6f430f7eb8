import { describe, expect, it } from 'vitest';
import { createRerankingRetriever } from '../../src/retrieval/reranking-retriever.ts';
import { createFixedRetriever } from '../doubles/make-hits.ts';
import { makePassages } from '../doubles/make-passage.ts';
import { createScriptedReranker } from '../doubles/scripted-reranker.ts';

const passages = makePassages([
  { text: 'one', title: 'First' },
  { text: 'two', title: 'Second', heading: 'Below' },
  { text: 'three', title: 'Third' },
  { text: 'four', title: 'Fourth' },
]);
const retriever = createFixedRetriever(passages);

async function search(
  scores: Readonly<Record<string, number>>,
  options: { depth?: number; topK?: number } = {},
) {
  const reranker = createScriptedReranker((text) => scores[text.split('\n').at(-1) ?? ''] ?? 0);
  const { topK = 4, ...rest } = options;
  const found = await createRerankingRetriever(retriever, reranker, rest).search('Which?', { topK });
  return { ...found, texts: found.hits.map(({ passage }) => passage.text), reranker };
}

describe('createRerankingRetriever', () => {
  it('brings hits into the order of the reranker, and numbers them anew', async () => {
    const { texts, hits } = await search({ three: 4.5, one: -1, two: 0.5, four: -3 });
    expect(texts).toEqual(['three', 'two', 'one', 'four']);
    expect(hits.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
  });

  it('keeps the former order of ties', async () => {
    expect((await search({ four: 1 })).texts).toEqual(['four', 'one', 'two', 'three']);
  });

  it('deals the fused scores out again from the top; the other signals stay with their passage', async () => {
    const before = await retriever.search('Which?', { topK: 4 });
    const { hits } = await search({ four: 1 });
    expect(hits.map(({ score }) => score)).toEqual(before.hits.map(({ score }) => score));
    expect(hits[0]?.cosineSimilarity).toBe(before.hits[3]?.cosineSimilarity);
    expect(hits[0]?.lexicalScore).toBe(before.hits[3]?.lexicalScore);
  });

  it('reads only so many, and leaves those after them behind in their order', async () => {
    const { texts, reranker } = await search({ four: 9, three: 8, two: 1 }, { depth: 2 });
    expect(texts).toEqual(['two', 'one', 'three', 'four']);
    expect(reranker.calls).toEqual([{ question: 'Which?', texts: ['First\none', 'Second\nBelow\ntwo'] }]);
  });

  it('reads deeper than is asked for', async () => {
    const { texts } = await search({ four: 9 }, { topK: 1 });
    expect(texts).toEqual(['four']);
  });

  it('asks for nothing where nothing was found', async () => {
    const reranker = createScriptedReranker(() => 0);
    const empty = createRerankingRetriever(createFixedRetriever([]), reranker);
    expect((await empty.search('Which?', { topK: 5 })).hits).toEqual([]);
    expect(reranker.calls).toEqual([]);
  });
});
