import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { parseReport, type QuestionsReport } from '../../src/evaluation/evaluation-report.ts';
import { type ProgramResult, runProgram } from '../doubles/run-program.ts';
import { writeCorpus } from '../doubles/write-corpus.ts';

const LIGHTHOUSE = { kind: 'answerable', gold_file: 'lighthouse.md' } as const;
const QUESTIONS = [
  {
    ...{ id: 'tower', question: 'Who finished the tower of the lighthouse?', ...LIGHTHOUSE },
    gold_answer: 'by the engineer Thomas Varley',
  },
  {
    ...{ id: 'lamp', question: 'In which year was the lamp replaced by an electric one?', ...LIGHTHOUSE },
    ...{ gold_answer: 'In 1931', temporal: true },
  },
  {
    ...{ id: 'marigold', question: 'How many passengers does the Marigold carry?', kind: 'answerable' },
    ...{ gold_file: 'ferries.md', gold_answer: 'carries 240 passengers' },
  },
  { id: 'cake', question: 'What is the recipe for a chocolate cake with raspberries?', kind: 'off' },
];

/** A report in which the first question was refused. */
const EARLIER: QuestionsReport = {
  ...{ format: 1, kind: 'questions', facts: {}, measures: {}, latency: {}, remarks: [], worst: ['tower'] },
  bootstrap: { resamples: 1, seed: 1, level: 0.95 },
  questions: [
    {
      ...{ id: 'tower', question: 'Who finished the tower of the lighthouse?', kind: 'answerable' },
      ...{ temporal: false, values: {}, verdict: 'refused', confidence: 0.1, totalMs: 1, trouble: 'refused' },
    },
  ],
  calibration: {
    ...{ count: 1, baseRate: 1, brier: 0.81, brierOfBaseRate: 0, expectedCalibrationError: 0.9, bins: [] },
  },
};

const verdictChange = z.object({ id: z.string(), before: z.string(), after: z.string() });
const changes = z.object({
  comparison: z.object({ gained: z.array(verdictChange), lost: z.array(verdictChange) }),
});

// These tests start processes, one of which loads the model: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let folder = '';
let first: ProgramResult;

async function evaluate(...args: readonly string[]): Promise<ProgramResult> {
  const env = { CORPUS_DIR: join(folder, 'corpus'), INDEX_DIR: join(folder, 'index') };
  return runProgram('scripts/evaluate.ts', { args, cwd: folder, env });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-evaluate-'));
  await writeCorpus(join(folder, 'corpus'));
  await writeFile(
    join(folder, 'corpus', 'questions.jsonl'),
    QUESTIONS.map((question) => `${JSON.stringify(question)}\n`).join(''),
  );
  await writeFile(join(folder, 'earlier.json'), JSON.stringify(EARLIER));
  first = await evaluate('--json', '--compare', join(folder, 'earlier.json'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('npm run evaluate', () => {
  it("builds the index where it is missing, and asks the corpus folder's own questions", () => {
    expect(first.stderr).toContain(`Building the index of ${join(folder, 'corpus')}`);
    expect(first.code).toBe(0);
    const report = parseReport(first.stdout, 'the output') as QuestionsReport;
    expect(report.questions.map(({ id }) => id)).toEqual(['tower', 'lamp', 'marigold', 'cake']);
    expect(report.facts.questions).toBe(join(folder, 'corpus', 'questions.jsonl'));
    expect(report.facts.index).toMatch(/: 2 articles in \d+ passages$/);
  });

  it('measures the three searches and the answering path', () => {
    const { measures, latency, questions } = parseReport(first.stdout, 'the output') as QuestionsReport;
    expect(Object.keys(measures)).toEqual([
      ...['lexical', 'dense', 'hybrid', 'answers', 'answers: others', 'answers: dates'],
    ]);
    expect(measures.hybrid?.['Success@5']).toMatchObject({ value: 1, count: 3 });
    expect(measures.answers?.['off: refused']).toMatchObject({ value: 1, count: 1 });
    expect(questions.find(({ id }) => id === 'tower')).toMatchObject({ verdict: 'right', trouble: null });
    expect(questions.find(({ id }) => id === 'cake')?.verdict).toBe('rightly-refused');
    expect(latency.answers?.count).toBe(4);
    expect(latency.answers?.p95).toBeGreaterThanOrEqual(latency.answers?.p50 ?? Infinity);
  });

  it('tells what has changed since an earlier report', () => {
    const { comparison } = changes.parse(JSON.parse(first.stdout));
    expect(comparison.gained.map(({ id, before, after }) => [id, before, after])).toEqual([
      ['tower', 'refused', 'right'],
    ]);
    expect(comparison.lost).toEqual([]);
  });

  it('names file and line of a bad question before anything is built', async () => {
    const path = join(folder, 'bad.jsonl');
    await writeFile(path, '{\n');
    const { code, stdout, stderr } = await evaluate('--corpus', join(folder, 'nothing'), '--questions', path);
    expect(stderr).toContain(`${path} cannot be used: line 1: it is not JSON`);
    expect(stdout).toBe('');
    expect(code).toBe(1);
  });

  it('never replaces the index of the articles by that of a BEIR folder', async () => {
    const { code, stderr } = await evaluate('--beir', folder, '--index', join(folder, 'index'));
    expect(stderr).toContain('is the index of your articles (INDEX_DIR)');
    expect(code).toBe(1);
  });

  it('ends with 2 for wrong flags', async () => {
    const { code, stderr } = await evaluate('--beir', 'x', '--questions', 'y');
    expect(stderr).toContain('--beir brings its own corpus');
    expect(code).toBe(2);
  });
});
