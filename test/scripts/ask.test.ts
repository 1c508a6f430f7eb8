import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { type ProgramResult, runProgram, startProgram } from '../doubles/run-program.ts';
import { writeCorpus } from '../doubles/write-corpus.ts';

const citation = z.strictObject({
  number: z.int().min(1),
  articleId: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  author: z.string().nullable(),
  date: z.string().nullable(),
  headingPath: z.array(z.string()),
  passageId: z.string().regex(/^[0-9a-f]{16}$/),
});
const hit = z.strictObject({
  rank: z.int().min(1),
  passageId: z.string(),
  articleId: z.string(),
  score: z.number().min(0).max(1),
  text: z.string(),
});
const ms = z.number().min(0);
const common = {
  id: z.union([z.string(), z.number()]).nullable(),
  question: z.string(),
  confidence: z.number().min(0).max(1),
  text: z.string().min(1),
  hits: z.array(hit),
  timings: z.strictObject({ embedMs: ms, searchMs: ms, selectMs: ms, totalMs: ms }),
};
const replyLine = z.discriminatedUnion('outcome', [
  z.strictObject({
    ...common,
    outcome: z.literal('answer'),
    reason: z.null(),
    quotes: z
      .array(z.strictObject({ text: z.string().min(1), citation: z.int() }))
      .min(1)
      .max(3),
    citations: z.array(citation).min(1),
  }),
  z.strictObject({
    ...common,
    outcome: z.literal('abstention'),
    reason: z.string(),
    quotes: z.array(z.never()),
    citations: z.array(z.never()),
  }),
]);

const WHO = 'Who finished the tower of the lighthouse?';
const HOW_MANY = 'How many passengers does the Marigold carry?';
const OFF_TOPIC = 'What is the recipe for a chocolate cake with raspberries?';

// Every test starts a process that loads the model: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let folder = '';
let first: ProgramResult;

async function ask(...args: readonly string[]): Promise<ProgramResult> {
  return runProgram('scripts/ask.ts', { args, cwd: folder, env: settings() });
}

function settings(): Record<string, string> {
  return { CORPUS_DIR: join(folder, 'corpus'), INDEX_DIR: join(folder, 'index') };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-ask-'));
  await writeCorpus(join(folder, 'corpus'));
  first = await ask('--json', '--top', '2', WHO);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('npm run ask', () => {
  it('builds the index where it is missing, says so on standard error, and prints nothing but the reply', () => {
    expect(first.stderr).toContain(
      `Building the index of ${join(folder, 'corpus')} in ${join(folder, 'index')}.`,
    );
    expect(first.stdout.trim().split('\n')).toHaveLength(1);
    expect(first.code).toBe(0);
  });

  it('prints an answer as one line of JSON with quotes, citations and the top hits', () => {
    const reply = replyLine.parse(JSON.parse(first.stdout));
    expect(reply.outcome).toBe('answer');
    expect(reply).toMatchObject({ id: null, question: WHO, reason: null });
    expect(reply.quotes.map(({ text }) => text).join(' ')).toContain('Thomas Varley');
    expect(reply.citations[0]).toMatchObject({
      number: 1,
      articleId: 'lighthouse.md',
      title: 'The Lighthouse of Port Ember',
      author: 'Ines Calder',
      date: '2021-04-09',
    });
    expect(reply.citations[0]?.url).toMatch(/^https:\/\/example\.org\/lighthouse/);
    expect(reply.hits.map(({ rank }) => rank)).toEqual([1, 2]);
    for (const quote of reply.quotes) {
      const { passageId } = reply.citations.find(({ number }) => number === quote.citation) ?? {};
      expect(reply.hits.find((candidate) => candidate.passageId === passageId)?.text).toContain(quote.text);
    }
  });

  it('abstains with exit code 3, and does not build a current index again', async () => {
    const { code, stdout, stderr } = await ask('--json', OFF_TOPIC);
    expect(replyLine.parse(JSON.parse(stdout))).toMatchObject({
      id: null,
      outcome: 'abstention',
      quotes: [],
      citations: [],
    });
    expect(stderr).toBe('');
    expect(code).toBe(3);
  });

  it('shows a person the quotes and footnotes, and takes a question of several words without quotes', async () => {
    const { code, stdout } = await ask(...WHO.split(' '));
    expect(stdout).toMatch(/^ {2}\[1\] .*Thomas Varley/s);
    expect(stdout).toMatch(/Footnotes\n\n {2}\[1\] The Lighthouse of Port Ember › Building the Tower\n/);
    expect(stdout).not.toContain('\u001b');
    expect(code).toBe(0);
  });

  it('answers a file of questions in its order, and ends with 0 whatever the outcomes are', async () => {
    const asked = [OFF_TOPIC, WHO, '', HOW_MANY, 'hello'].map((question, index) => ({
      id: `q${index}`,
      question,
    }));
    const path = join(folder, 'questions.jsonl');
    await writeFile(
      path,
      `${[...asked, { id: 5, question: WHO }].map((line) => JSON.stringify(line)).join('\n')}\n`,
    );
    const { code, stdout } = await ask('--questions', path);
    const replies = stdout
      .trim()
      .split('\n')
      .map((line) => replyLine.parse(JSON.parse(line)));
    expect(replies.map(({ id }) => id)).toEqual(['q0', 'q1', 'q2', 'q3', 'q4', 5]);
    expect(replies.map(({ question }) => question)).toEqual([...asked.map(({ question }) => question), WHO]);
    expect(replies.map(({ outcome }) => outcome)).toEqual([
      'abstention',
      'answer',
      'abstention',
      'answer',
      'abstention',
      'answer',
    ]);
    expect(replies[3]?.quotes[0]?.text).toContain('240 passengers');
    expect(code).toBe(0);
  });

  it('builds an index of its own for another --corpus, beside the one of the settings', async () => {
    const other = join(folder, 'other');
    const current = join(folder, 'index', 'current.json');
    const before = await readFile(current, 'utf8');
    await writeCorpus(other, {
      'a.md': '# Moon\n\nThe moon base of Selene was opened in 2071 by Captain Okoro.\n',
    });
    const { code, stdout, stderr } = await ask(
      '--json',
      '--corpus',
      other,
      'Who opened the moon base of Selene?',
    );
    expect(stderr).toMatch(/Building the index of .*other in .*index-of-other-/);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'answer', citations: [{ articleId: 'a.md' }] });
    expect(code).toBe(0);
    expect(await readFile(current, 'utf8')).toBe(before);
  });

  it('takes --index alone as it stands, whatever corpus the settings name', async () => {
    const env = { CORPUS_DIR: join(folder, 'nowhere'), INDEX_DIR: join(folder, 'unused') };
    const args = ['--json', '--index', join(folder, 'index'), WHO];
    const { code, stderr } = await runProgram('scripts/ask.ts', { args, cwd: folder, env });
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  it.each([
    ['nothing to ask', []],
    ['a question and a file', ['--questions', 'file.jsonl', 'Who?']],
    ['a count out of range', ['--top', '0', 'Who?']],
  ])('refuses %s with exit code 1 and its usage', async (_what, args) => {
    const { code, stdout, stderr } = await ask(...args);
    expect(stderr).toMatch(/^error: .*[\s\S]*Usage: npm run ask -- \[options\] "question"/);
    expect(stdout).toBe('');
    expect(code).toBe(1);
  });

  it('names the bad lines of a file of questions before it builds or answers anything', async () => {
    const path = join(folder, 'bad.jsonl');
    await writeFile(path, '{"id": "a", "question": "Who?"}\nWho?\n');
    const { code, stdout, stderr } = await ask('--questions', path, '--corpus', join(folder, 'never'));
    expect(stderr).toBe(
      `Error: ${path}: line 2 must be a JSON object such as {"id": "q1", "question": "Who wrote this?"}.\n`,
    );
    expect(stdout).toBe('');
    expect(code).toBe(1);
  });

  it('tells of a file of questions, or a corpus, that is not there', async () => {
    const [file, corpus] = await Promise.all([
      ask('--questions', 'missing.jsonl'),
      ask('--corpus', 'missing-corpus', 'Who?'),
    ]);
    expect(file).toMatchObject({ code: 1, stdout: '' });
    expect(file.stderr).toMatch(/^Error: .*missing\.jsonl cannot be read \(ENOENT\)\.\n$/);
    expect(corpus).toMatchObject({ code: 1, stdout: '' });
    expect(corpus.stderr).toMatch(/^Error: .*missing-corpus.*\n$/);
  });

  it('ends quietly where the reader of its output goes away', async () => {
    const path = join(folder, 'many.jsonl');
    await writeFile(path, `${JSON.stringify({ id: 1, question: WHO })}\n`.repeat(400));
    const args = ['--questions', path];
    const { child, ended } = startProgram('scripts/ask.ts', { args, cwd: folder, env: settings() });
    onTestFinished(() => void child.kill('SIGKILL'));
    child.stdout?.once('data', () => child.stdout?.destroy());
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('explains itself', async () => {
    const { code, stdout } = await ask('--help');
    expect(stdout).toMatch(/--corpus <dir>[\s\S]*Exit code: 0 answered, 3 abstained/);
    expect(code).toBe(0);
  });
});
