import { beforeAll, describe, expect, it } from 'vitest';
import { createSearchRows } from '../../../scripts/shared/create-search-rows.ts';
import { describePassage } from '../../../src/passages/passage.ts';
import { buildHnswIndex } from '../../../src/retrieval/hnsw-index.ts';
import type { SearchParts } from '../../../src/retrieval/hybrid-retriever.ts';
import { buildLexicalIndex } from '../../../src/retrieval/lexical-index.ts';
import { createHashingEmbedder } from '../../doubles/hashing-embedder.ts';
import { makePassages } from '../../doubles/make-passage.ts';
import { createScriptedReranker } from '../../doubles/scripted-reranker.ts';

const passages = makePassages([
  { text: 'The lamp burned whale oil.' },
  { text: 'The tower is made of granite.' },
  { text: 'Ferries carry cars.' },
]);
const embedder = createHashingEmbedder();
let parts: SearchParts;

beforeAll(async () => {
  const embeddings = await embedder.embedPassages(passages.map(describePassage));
  parts = {
    ...{ passages, embedder },
    vectorIndex: await buildHnswIndex(embeddings, embedder.model.dimensions),
    lexicalIndex: await buildLexicalIndex(passages),
  };
});

describe('createSearchRows', () => {
  it('has three rows, and a fourth where there is a reranker, in whose order its hits are', async () => {
    expect(Object.keys(createSearchRows(parts, null))).toEqual(['lexical', 'dense', 'hybrid']);
    const reranker = createScriptedReranker((text) => (text.includes('Ferries') ? 1 : 0));
    const rows = createSearchRows(parts, reranker);
    expect(Object.keys(rows)).toEqual(['lexical', 'dense', 'hybrid', 'hybrid + reranker']);
    const search = async (row: string) =>
      (await rows[row]?.search('granite tower', { topK: 3 }))?.hits.map(({ passage }) => passage.text);
    expect((await search('hybrid'))?.[0]).toBe('The tower is made of granite.');
    expect((await search('hybrid + reranker'))?.[0]).toBe('Ferries carry cars.');
  });

  it('embeds a question once for all rows', async () => {
    const before = embedder.calls.length;
    for (const retriever of Object.values(createSearchRows(parts, null))) {
      await retriever.search('where is the lamp', { topK: 3 });
    }
    expect(embedder.calls.slice(before)).toEqual([{ kind: 'query', texts: ['where is the lamp'] }]);
  });
});
