import { expect, it } from 'vitest';
import { countLeftOut, leaveOut } from '../../../src/indexing/calibration/leave-out.ts';
import { buildHnswIndex } from '../../../src/retrieval/hnsw-index.ts';
import { buildLexicalIndex } from '../../../src/retrieval/lexical-index.ts';
import { makeEmbedding } from '../make-index.ts';
import { makePassages } from '../../doubles/make-passage.ts';

const drafts = [
  { title: 'Tea', text: 'The kettle boils water.' },
  { title: 'Tea', text: 'The teapot is blue.' },
  { title: 'Boats', text: 'The ferry crosses the water.' },
  { title: 'Boats', text: 'The captain drinks tea.' },
];

it('searches as if the passages had never been indexed', async () => {
  const passages = makePassages(drafts);
  const embed = (indexes: readonly number[]) =>
    indexes.map((index) => makeEmbedding(drafts[index]?.text ?? ''));
  const whole = {
    vectorIndex: await buildHnswIndex(embed([0, 1, 2, 3]), 8),
    lexicalIndex: await buildLexicalIndex(passages),
  };
  const view = leaveOut(whole, countLeftOut(passages, [0, 1]));
  const never = await buildLexicalIndex(passages.slice(2));
  for (const term of ['kettl', 'water', 'tea', 'teapot', 'ferri', 'nothing']) {
    expect(view.lexicalIndex.countPassages(term)).toBe(never.countPassages(term));
  }
  expect(view.lexicalIndex.suggestTerms('kettel')).toEqual([]);
  expect(view.lexicalIndex.suggestTerms('fery')).toEqual(never.suggestTerms('fery'));
  expect(view.lexicalIndex.passageCount).toBe(2);
  const found = view.lexicalIndex.search(
    [
      { term: 'water', weight: 1 },
      { term: 'kettl', weight: 1 },
    ],
    1,
  );
  expect(found.map(({ position }) => position)).toEqual([2]);
  const near = view.vectorIndex.search(makeEmbedding(drafts[0]?.text ?? ''), 2);
  expect(near.map(({ position }) => position).sort()).toEqual([2, 3]);
  expect(view.vectorIndex.count).toBe(2);
});
