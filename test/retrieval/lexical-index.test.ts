import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { describe, expect, it } from 'vitest';
import { IndexFormatError } from '../../src/errors.ts';
import type { Passage } from '../../src/passages/passage.ts';
import {
  buildLexicalIndex,
  parseLexicalIndex,
  type WeightedTerm,
} from '../../src/retrieval/lexical-index.ts';
import { FIELD_BOOSTS, LEXICAL_FIELDS } from '../../src/retrieval/lexical-postings.ts';
import { analyzeText } from '../../src/text/analyze-text.ts';
import { makePassages } from '../doubles/make-passage.ts';

const passages = makePassages([
  { text: 'Kubernetes schedules pods on nodes.', title: 'Clusters' },
  { text: 'The pods of the cluster restart.', title: 'Restarts', heading: 'Kubernetes' },
  { text: 'GitHub Copilot now runs gpt-4o in .NET 8.0.21.', title: 'Models' },
  { text: 'Nothing about the others here, only databricks.', title: 'Data' },
]);
const index = await buildLexicalIndex(passages);
const positions = (...terms: string[]) =>
  index.search(terms.map((term) => ({ term, weight: 1 }))).map(({ position }) => position);

describe('LexicalIndex', () => {
  it('finds a stem in text and headings', () => {
    expect(positions('kubernet').sort()).toEqual([0, 1]);
    expect(index.countPassages('kubernet')).toBe(2);
  });

  it('finds compounds whole and by their parts', () => {
    expect(positions('gpt-4o')).toEqual([2]);
    expect(positions('gpt')).toEqual([2]);
    expect(positions('.net')).toEqual([2]);
    expect(positions('8.0.21')).toEqual([2]);
  });

  it('gives nothing for no terms and for words of no passage', () => {
    expect(positions()).toEqual([]);
    expect(positions('zebra')).toEqual([]);
    expect(index.countPassages('zebra')).toBe(0);
  });

  it('counts a term of less weight less', () => {
    const [whole] = index.search([{ term: 'databrick', weight: 1 }]);
    const [less] = index.search([{ term: 'databrick', weight: 0.5 }]);
    expect(less?.lexicalScore).toBeCloseTo((whole?.lexicalScore ?? 0) / 2);
  });

  it('suggests what a misspelt word may mean', () => {
    expect(index.suggestTerms('kuberntet')).toEqual(['kubernet']);
    expect(index.suggestTerms('gthub')).toEqual(['github']);
    expect(index.suggestTerms('cat')).toEqual([]);
  });

  it('is the same after it was written and read', () => {
    const read = parseLexicalIndex(index.serialize());
    expect(read.search([{ term: 'kubernet', weight: 1 }])).toEqual(
      index.search([{ term: 'kubernet', weight: 1 }]),
    );
    expect(read.countPassages('kubernet')).toBe(2);
    expect(read.suggestTerms('gthub')).toEqual(['github']);
    expect(read.passageCount).toBe(4);
  });

  it('is read from bytes that lie anywhere', () => {
    const file = index.serialize();
    const shifted = new Uint8Array(file.length + 3).subarray(3);
    shifted.set(file);
    expect(parseLexicalIndex(shifted).search([{ term: 'pod', weight: 1 }])).toEqual(
      index.search([{ term: 'pod', weight: 1 }]),
    );
  });

  it('holds no passages at all', async () => {
    const empty = parseLexicalIndex((await buildLexicalIndex([])).serialize());
    expect(empty.search([{ term: 'pod', weight: 1 }])).toEqual([]);
    expect(empty.suggestTerms('github')).toEqual([]);
  });

  const file = Buffer.from(index.serialize());
  it.each([
    ['a cut file', file.subarray(0, file.length - 8)],
    ['an empty file', Buffer.alloc(0)],
    ['another format', Buffer.from('{"version":"1"}')],
    [
      'another version',
      Buffer.from(file.toString('latin1').replace(/"version":"[^"]*"/, '"version":"0"'), 'latin1'),
    ],
  ])('refuses %s by name', (_, bytes) => {
    expect(() => parseLexicalIndex(bytes)).toThrow(IndexFormatError);
  });
});

/** The same passages in the index that ours took the place of. */
function buildMiniSearch(given: readonly Passage[]): MiniSearch {
  const stems = (text: string) => analyzeText(text).flatMap(({ terms }) => terms);
  const miniSearch = new MiniSearch({
    fields: [...LEXICAL_FIELDS],
    tokenize: (terms) => (terms === '' ? [] : terms.split('\n')),
    processTerm: (term) => term,
  });
  for (const [id, { article, headingPath, text }] of given.entries()) {
    const fields = { title: stems(article.title), headings: headingPath.flatMap(stems), text: stems(text) };
    const joined = Object.fromEntries(
      Object.entries(fields).map(([name, terms]) => [name, terms.join('\n')]),
    );
    miniSearch.add({ id, ...joined });
  }
  return miniSearch;
}

describe('the scores', () => {
  const words = ['pod', 'node', 'cluster', 'github', 'model', 'gpt-4o', 'restart', 'data', 'zebra'];
  const sentence = fc
    .array(fc.constantFrom(...words), { minLength: 1, maxLength: 30 })
    .map((list) => list.join(' '));
  const draft = fc.record({ text: sentence, heading: sentence });

  it('are those of MiniSearch to the last bit, in its order, however few are asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(draft, { minLength: 1, maxLength: 40 }),
        fc.uniqueArray(fc.record({ term: fc.constantFrom(...words), weight: fc.constantFrom(1, 0.7, 0.9) }), {
          minLength: 1,
          selector: ({ term }: WeightedTerm) => term,
        }),
        fc.integer({ min: 1, max: 12 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 5 }),
        async (drafts, terms, limit, positions) => {
          const given = makePassages(drafts.map((each, n) => ({ ...each, title: `${each.heading} ${n}` })));
          const ours = await buildLexicalIndex(given);
          const weights = new Map(terms.map(({ term, weight }) => [term, weight]));
          const theirs = buildMiniSearch(given)
            .search([...weights.keys()].join('\n'), {
              boost: FIELD_BOOSTS,
              bm25: { k: 1.2, b: 0.7, d: 0.5 },
              boostTerm: (term) => weights.get(term) ?? 1,
            })
            .map(({ id, score }) => ({ position: id as number, lexicalScore: score }))
            .sort((a, b) => b.lexicalScore - a.lexicalScore || a.position - b.position);
          expect(ours.search(terms)).toEqual(theirs);
          expect(ours.search(terms, limit)).toEqual(theirs.slice(0, limit));
          const wanted = new Set(positions);
          expect(ours.search(terms, limit, wanted)).toEqual(
            theirs.filter(({ position }, rank) => rank < limit || wanted.has(position)),
          );
        },
      ),
      { numRuns: 30 },
    );
  });
});
