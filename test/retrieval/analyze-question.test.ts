import { describe, expect, it } from 'vitest';
import { analyzeQuestion } from '../../src/retrieval/analyze-question.ts';
import { buildLexicalIndex } from '../../src/retrieval/lexical-index.ts';
import { makePassages } from '../doubles/make-passage.ts';

const index = await buildLexicalIndex(makePassages([{ text: 'The constructor of a repository.' }]));

describe('analyzeQuestion', () => {
  it.each(['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf'])(
    'takes %s for a word like any other',
    (word) => {
      const { query } = analyzeQuestion(`what is a ${word} for`, index);
      expect(query.terms.map(({ surface }) => surface)).toContain(word.replaceAll('__', ''));
    },
  );

  it('searches what a short form stands for', () => {
    const { weightedTerms } = analyzeQuestion('which repo?', index);
    expect(weightedTerms.map(({ term }) => term)).toContain('repositori');
  });
});
