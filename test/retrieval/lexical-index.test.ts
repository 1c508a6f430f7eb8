import { describe, expect, it } from 'vitest';
import { IndexFormatError } from '../../src/errors.ts';
import { buildLexicalIndex, parseLexicalIndex } from '../../src/retrieval/lexical-index.ts';
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
    expect(read.passageCount).toBe(4);
  });

  it.each([
    ['broken', '{"version":'],
    ['another format', '[]'],
    ['another version', index.serialize().replace(/"version":"[^"]*"/, '"version":"0"')],
  ])('refuses %s text by name', (_, json) => {
    expect(() => parseLexicalIndex(json)).toThrow(IndexFormatError);
  });
});
