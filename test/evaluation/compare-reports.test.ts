import { describe, expect, it } from 'vitest';
import { compareReports } from '../../src/evaluation/compare-reports.ts';
import { createQuestionsReport } from '../../src/evaluation/create-questions-report.ts';
import { ConfigError } from '../../src/errors.ts';
import type { BeirReport } from '../../src/evaluation/evaluation-report.ts';
import { renderComparison } from '../../src/evaluation/render-comparison.ts';
import { type Course, makeRecord } from './make-asked.ts';

const reportOn = (...courses: readonly Course[]) => createQuestionsReport(courses.map(makeRecord), {});

const before = reportOn(
  { id: 'a', quotes: null },
  { id: 'b', quotes: 0 },
  { id: 'c', quotes: 0 },
  { id: 'off', kind: 'off', quotes: 1 },
  { id: 'gone', quotes: 0 },
);
const after = reportOn(
  { id: 'a', quotes: 0 },
  { id: 'b', quotes: 1 },
  { id: 'c', quotes: 0 },
  { id: 'off', kind: 'off', quotes: null },
  { id: 'new', quotes: 0 },
);
const comparison = compareReports(before, after);
const change = (measure: string) =>
  comparison.measures.find((each) => each.row === 'answers' && each.measure === measure);

describe('compareReports', () => {
  it('names the questions gained and lost', () => {
    expect(comparison.gained.map(({ id }) => id)).toEqual(['a', 'off']);
    expect(comparison.lost).toEqual([
      { id: 'b', question: 'Question b?', before: 'right', after: 'wrong-article' },
    ]);
  });

  it('compares on the questions that both have, and names the others', () => {
    expect(comparison).toMatchObject({ common: 4, left: ['gone', 'new'] });
    expect(change('answer in quotes')).toMatchObject({
      before: 2 / 3,
      after: 2 / 3,
      change: { value: 0, count: 3 },
    });
  });

  it('leaves out a question whose words changed under its id', () => {
    const [first] = after.questions;
    if (first === undefined) throw new Error('a question');
    const reworded = { ...after, questions: [{ ...first, question: 'Another?' }] };
    expect(compareReports(before, reworded)).toMatchObject({ common: 0, measures: [], gained: [] });
  });

  it('takes less of what is bad for a gain', () => {
    expect(change('wrongly refused')).toMatchObject({ gained: ['a'], lost: [] });
    expect(change('wrongly refused')?.change.value).toBeCloseTo(-1 / 3, 12);
    expect(change('wrong answer')).toMatchObject({ gained: [], lost: ['b'] });
  });

  it('finds no change in the same report', () => {
    const same = compareReports(after, after);
    expect(same).toMatchObject({ gained: [], lost: [], left: [] });
    expect(same.measures.every(({ change: { low, high } }) => low === 0 && high === 0)).toBe(true);
  });

  it('refuses to compare questions with a BEIR folder', () => {
    const beir: BeirReport = { ...after, kind: 'beir' };
    expect(() => compareReports(beir, after)).toThrow(ConfigError);
  });

  it('is told in Markdown, without what did not change', () => {
    const text = renderComparison(comparison, 'old.json');
    expect(text).toContain('## Compared with old.json');
    expect(text).toContain(
      '4 questions are in both; left out, since they are in one only or in other words: 2.',
    );
    expect(text).toMatch(
      /^\| answers +\| wrongly refused +\| +0\.333 \|  *0\.000 \| +-0\.333 .*\| +1 \| +0 \|$/m,
    );
    expect(text).not.toContain('| hybrid');
    expect(text).toMatch(
      /### Questions lost: 1\n\n.*\n.*\n\| b +\| right +\| wrong-article \| Question b\? +\|/,
    );
  });
});
