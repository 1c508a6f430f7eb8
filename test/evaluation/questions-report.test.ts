import { describe, expect, it } from 'vitest';
import { createQuestionsReport } from '../../src/evaluation/create-questions-report.ts';
import { parseReport } from '../../src/evaluation/evaluation-report.ts';
import { renderReport } from '../../src/evaluation/render-report.ts';
import { makeRecord } from './make-asked.ts';

const records = [
  makeRecord({ id: 'right', quotes: 0, confidence: 0.9 }),
  makeRecord({ id: 'beside', quotes: 0, isWhole: false, confidence: 0.8 }),
  makeRecord({ id: 'elsewhere', quotes: 1, confidence: 0.7, hits: [1, 2, 0] }),
  makeRecord({ id: 'refused', quotes: null, confidence: 0.2, hits: [1, 2], temporal: true }),
  makeRecord({ id: 'near-right', kind: 'near', quotes: null, confidence: 0.1 }),
  makeRecord({ id: 'near-wrong', kind: 'near', quotes: 1, confidence: 0.95 }),
  makeRecord({ id: 'off-wrong', kind: 'off', quotes: 2, confidence: 0.4 }),
];
const report = createQuestionsReport(records, { questions: 'some.jsonl' }, ['One more thing.']);
const value = (row: string, measure: string) => report.measures[row]?.[measure]?.value;
const troubleOf = (id: string) => report.questions.find((question) => question.id === id)?.trouble;

describe('the report on a set of questions', () => {
  it('measures the hits of answerable questions only', () => {
    expect(report.measures.hybrid?.['Success@1']).toMatchObject({ value: 0.5, count: 4 });
    expect(value('hybrid', 'Success@5')).toBe(0.75);
    expect(value('hybrid', 'MRR@10')).toBeCloseTo((1 + 1 + 1 / 3 + 0) / 4, 12);
    expect(value('hybrid', 'answer in hit 1')).toBe(0.5);
    expect(value('hybrid', 'answer in top 5')).toBe(0.75);
  });

  it('measures quotes, wrong refusals and wrong answers, and right refusals by kind', () => {
    expect(value('answers', 'answer in quotes')).toBe(0.25);
    expect(value('answers', 'wrongly refused')).toBe(0.25);
    expect(value('answers', 'wrong answer')).toBe(0.25);
    expect(report.measures.answers?.['near: refused']).toMatchObject({ value: 0.5, count: 2 });
    expect(report.measures.answers?.['off: refused']).toMatchObject({ value: 0, count: 1 });
  });

  it('tells questions about dates from the others', () => {
    expect(report.measures['answers: dates']?.['wrongly refused']).toMatchObject({ value: 1, count: 1 });
    expect(report.measures['answers: others']?.['wrongly refused']).toMatchObject({ value: 0, count: 3 });
  });

  it('names what went wrong, worst first', () => {
    expect(report.worst).toEqual(['off-wrong', 'elsewhere', 'near-wrong', 'beside', 'refused']);
  });

  it('says in words what went wrong', () => {
    expect(troubleOf('right')).toBeNull();
    expect(troubleOf('near-right')).toBeNull();
    expect(troubleOf('beside')).toBe(
      'the quotes miss the answer; the answer is in hit 1; other words were quoted',
    );
    expect(troubleOf('elsewhere')).toBe(
      'answered at confidence 0.70 from article-1.md instead of article-0.md; another article comes first, the right one at hit 3; the answer is in hit 3',
    );
    expect(troubleOf('refused')).toBe(
      'refused (weak-evidence) at confidence 0.20; the right article is in none of 2 hits; no hit holds the answer',
    );
    expect(troubleOf('off-wrong')).toBe(
      'answered at confidence 0.40 from article-2.md, though the articles do not say',
    );
  });

  it('takes confidence for the probability that the articles answer', () => {
    // 0.1², 0.2², 0.3² and 0.8² for the answerable, 0.1², 0.95² and 0.4² for the others.
    expect(report.calibration.brier).toBeCloseTo((0.01 + 0.04 + 0.09 + 0.64 + 0.01 + 0.9025 + 0.16) / 7, 10);
    expect(report.calibration.baseRate).toBeCloseTo(4 / 7, 12);
  });

  it('is read back from its JSON as it was', () => {
    expect(parseReport(JSON.stringify(report), 'report.json')).toEqual(report);
  });

  it('is Markdown for people, in which no text breaks a table', () => {
    const hostile = createQuestionsReport(
      [{ ...makeRecord({ id: 'x', quotes: 1 }), question: 'a | b\nc' }],
      {},
    );
    expect(renderReport(hostile)).toContain('| x   | a \\| b c');
    const text = renderReport(report);
    expect(text).toContain('# Evaluation: 7 questions (4 answerable, 2 near, 1 off)');
    expect(text).toMatch(/^\| hybrid +\| +4 \| 0\.500 \(/m);
    expect(text).toMatch(/^\| answers +\| +4 \| 0\.250 \(.*0\.500 \(.*, n 2\)/m);
    expect(text).toContain('## The worst 5 of 5 that went wrong');
    expect(text).toContain('2000 resamples');
    expect(text).toContain('- One more thing.');
  });
});

describe('parseReport', () => {
  it.each([
    ['what is not JSON', '{', 'it is not JSON'],
    ['another object', '{"kind":"questions"}', 'format'],
    ['another format', JSON.stringify({ ...report, format: 2 }), 'format'],
  ])('refuses %s, and says what to name', (_, json, told) => {
    expect(() => parseReport(json, 'old.json')).toThrow(/^old\.json is no report .*Name such a file/s);
    expect(() => parseReport(json, 'old.json')).toThrow(told);
  });
});
