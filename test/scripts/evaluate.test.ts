import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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

// Every test starts a process, and most of them load the model: on a busy machine that takes a while.
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
  first = await evaluate('--json');
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

  it('prints Markdown for people, and what has changed since an earlier report', async () => {
    const report = parseReport(first.stdout, 'the output') as QuestionsReport;
    const questions = report.questions.map((question) =>
      question.id === 'tower' ? { ...question, verdict: 'refused' } : question,
    );
    const path = join(folder, 'earlier.json');
    await writeFile(path, JSON.stringify({ ...report, questions }));
    const { code, stdout, stderr } = await evaluate('--compare', path);
    expect(stderr).not.toContain('Building');
    expect(stdout).toContain('# Evaluation: 4 questions (3 answerable, 0 near, 1 off)');
    expect(stdout).toContain(`## Compared with ${path}`);
    expect(stdout).toMatch(/### Questions gained: 1\n\n.*\n.*\n\| tower \| refused \| right/);
    expect(code).toBe(0);
  });

  it('names file and line of a bad question before anything is built', async () => {
    const path = join(folder, 'bad.jsonl');
    await writeFile(path, '{\n');
    const { code, stdout, stderr } = await evaluate('--corpus', join(folder, 'nothing'), '--questions', path);
    expect(stderr).toContain(`${path} cannot be used: line 1: it is not JSON`);
    expect(stdout).toBe('');
    expect(code).toBe(1);
  });

  it('measures a BEIR folder, and uses its index again', async () => {
    const beir = join(folder, 'beir');
    await mkdir(join(beir, 'qrels'), { recursive: true });
    const documents = [
      {
        _id: 'harbour',
        title: 'Harbours',
        text: '# Ships *lie* in the harbour.\n\nGulls circle above the pier.',
      },
      { _id: 'bread', title: '', text: 'Bread is baked of flour, water and salt.' },
      { _id: 'granite', title: 'Granite', text: '' },
    ];
    const queries = [
      { _id: 'q1', text: 'ships in the harbour' },
      { _id: 'bread', text: 'what is bread baked of' },
    ];
    const write = async (name: string, rows: readonly unknown[]) =>
      writeFile(join(beir, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    await write('corpus.jsonl', documents);
    await write('queries.jsonl', queries);
    const qrels = 'query-id\tcorpus-id\tscore\nq1\tharbour\t1\nbread\tbread\t1\nlost\tnowhere\t1\n';
    await writeFile(join(beir, 'qrels', 'test.tsv'), qrels);

    const built = await evaluate('--beir', beir, '--json');
    expect(built.code).toBe(0);
    const report = parseReport(built.stdout, 'the output');
    expect(report.facts.index).toMatch(/: 3 documents in \d passages$/);
    for (const row of ['lexical', 'dense', 'hybrid']) {
      // Right for q1; a document with the query's own id is left out; the third query is missing.
      expect(report.measures[row]?.['nDCG@10']).toMatchObject({ value: 1 / 3, count: 3 });
    }
    expect(report.remarks.join('\n')).toContain('1 of the judged queries are not in queries.jsonl');
    expect(report.remarks.join('\n')).toContain('1 relevant documents are not in corpus.jsonl');

    const again = await evaluate('--beir', beir);
    expect(again.stderr).not.toContain('Embedding');
    expect(again.stdout).toContain(`- index: ${report.facts.index ?? ''}`);
    expect(again.code).toBe(0);
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
