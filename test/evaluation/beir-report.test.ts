import { describe, expect, it } from 'vitest';
import { createBeirReport } from '../../src/evaluation/create-beir-report.ts';
import { parseReport } from '../../src/evaluation/evaluation-report.ts';
import { renderReport } from '../../src/evaluation/render-report.ts';
import { scoreDocuments } from '../../src/evaluation/score-documents.ts';
import { makeHits } from '../doubles/make-hits.ts';
import { makePassages } from '../doubles/make-passage.ts';

const grades = (object: Readonly<Record<string, number>>) => new Map(Object.entries(object));

// Three judged queries: one found with ties, one that the run lacks, one with nothing relevant.
const report = createBeirReport({
  qrels: new Map([
    ['tied', grades({ d1: 1, d3: 2 })],
    ['missing', grades({ d1: 1 })],
    ['hopeless', grades({ d1: 0 })],
  ]),
  queries: new Map([
    ['tied', 'Which?'],
    ['hopeless', 'What?'],
    ['unjudged', 'Who?'],
  ]),
  runs: {
    dense: new Map([
      // Ties go by id descending: d3, d2, d1, whatever order they stand in.
      ['tied', grades({ d1: 0.5, d2: 0.5, d3: 0.5 })],
      ['hopeless', grades({ d1: 1 })],
      ['unjudged', grades({ d1: 1 })],
    ]),
    lexical: new Map([['tied', grades({ d2: 0.9, d1: 0.8 })]]),
  },
  facts: { folder: 'some/folder' },
});

describe('createBeirReport', () => {
  it('counts every judged query, one that the run lacks as 0, and none that is not judged', () => {
    expect(report.questions.map(({ id }) => id)).toEqual(['tied', 'missing', 'hopeless']);
    expect(report.measures.dense?.['MRR@10']).toMatchObject({ value: 1 / 3, count: 3 });
    expect(report.questions[1]?.values).toEqual({
      dense: { 'nDCG@10': 0, 'Recall@10': 0, 'Recall@100': 0, 'MRR@10': 0 },
      lexical: { 'nDCG@10': 0, 'Recall@10': 0, 'Recall@100': 0, 'MRR@10': 0 },
    });
  });

  it('breaks ties as trec_eval does', () => {
    // d3, d2, d1: (2 + 0 + 1/log2(4)) / (2 + 1/log2(3)) = 2.5 / 2.630930.
    expect(report.questions[0]?.values.dense?.['nDCG@10']).toBeCloseTo(2.5 / 2.63093, 6);
    // d2, d1: 0.630930 / 2.630930, one of two found.
    expect(report.questions[0]?.values.lexical).toMatchObject({
      'nDCG@10': expect.closeTo(0.63093 / 2.63093, 6) as number,
      ...{ 'Recall@10': 0.5, 'Recall@100': 0.5, 'MRR@10': 0.5 },
    });
  });

  it('says how many queries have nothing relevant', () => {
    expect(report.remarks).toEqual(['1 of the judged queries have no relevant document; they count as 0.']);
    expect(renderReport(report)).toMatch(
      /^# Evaluation: 3 queries of a BEIR folder\n\n- folder: some\/folder\n/,
    );
  });

  it('is read back from its JSON as it was', () => {
    expect(parseReport(JSON.stringify(report), 'report.json')).toEqual(report);
  });
});

describe('scoreDocuments', () => {
  const [a, b, c] = makePassages([{ text: 'one' }, { text: 'two' }, { text: 'three' }]);
  if (a === undefined || b === undefined || c === undefined) throw new Error('three passages');
  const hits = makeHits([b, a, b, c]);

  it('gives an article the score of its best passage', () => {
    expect([...scoreDocuments(hits, { limit: 10, except: '' })]).toEqual([
      ['article-1.md', hits[0]?.score],
      ['article-0.md', hits[1]?.score],
      ['article-2.md', hits[3]?.score],
    ]);
  });

  it('stops at the limit, and leaves one article out without counting it', () => {
    expect([...scoreDocuments(hits, { limit: 2, except: 'article-1.md' }).keys()]).toEqual([
      'article-0.md',
      'article-2.md',
    ]);
    expect([...scoreDocuments(hits, { limit: 1, except: '' }).keys()]).toEqual(['article-1.md']);
  });
});
