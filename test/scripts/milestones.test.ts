import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type ProgramResult, runProgram } from '../doubles/run-program.ts';
import { SMALL_CORPUS, writeCorpus } from '../doubles/write-corpus.ts';

const milestone = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  kind: z.enum(['key', 'dated', 'published']),
  date: z.string(),
  precision: z.enum(['year', 'month', 'day']),
  dateEnd: z.string().nullable(),
  circa: z.boolean(),
  title: z.string().min(1),
  text: z.string().min(1),
  articleId: z.string(),
  passageId: z.string().regex(/^[0-9a-f]{16}$/),
  start: z.int(),
  end: z.int(),
  article: z.strictObject({ id: z.string(), title: z.string(), url: z.string().nullable() }),
  headingPath: z.array(z.string()),
});

// Every test starts a process that loads the model: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let folder = '';
let first: ProgramResult;

async function run(...args: readonly string[]): Promise<ProgramResult> {
  const env = { CORPUS_DIR: join(folder, 'corpus'), INDEX_DIR: join(folder, 'index') };
  return runProgram('scripts/milestones.ts', { args, cwd: folder, env });
}

function listDates({ stdout }: ProgramResult): readonly string[] {
  return z
    .array(milestone)
    .parse(JSON.parse(stdout))
    .map(({ date }) => date);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-milestones-'));
  await writeCorpus(join(folder, 'corpus'), {
    ...SMALL_CORPUS,
    'quarry.md':
      '# The Korrin Quarry\n\n## Key Milestones\n\n- 1820: First granite cut\n- 1999: Closing of the quarry\n',
  });
  first = await run('--json');
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('npm run milestones', () => {
  it('builds the index where it is missing, and prints an array of milestones, oldest first', () => {
    expect(first.stderr).toContain('Building the index of');
    expect(first.code).toBe(0);
    expect(first.stdout.trim().split('\n')).toHaveLength(1);
    expect(listDates(first)).toEqual(['1820', '1874', '1931', '1999', '2019-11-30', '2021-04-09']);
    const [cut, tower] = z.array(milestone).parse(JSON.parse(first.stdout));
    expect(cut).toMatchObject({ kind: 'key', title: 'First granite cut', headingPath: ['Key Milestones'] });
    expect(tower).toMatchObject({ kind: 'dated', article: { title: 'The Lighthouse of Port Ember' } });
    expect(SMALL_CORPUS['lighthouse.md']).toContain(tower?.text);
  });

  it('narrows by topic, article and time, by words and by meaning', async () => {
    const [topic, article, time] = await Promise.all([
      run('--json', '--topic', 'engineer'),
      run('--json', '--article', 'the korrin quarry'),
      run('--json', '--from', '1900', '--to', '1999'),
    ]);
    expect(listDates(topic)).toEqual(['1874']);
    expect(listDates(article)).toEqual(['1820', '1999']);
    expect(listDates(time)).toEqual(['1931', '1999']);
  });

  it('shows a person a timeline with footnotes, plain where it is no terminal', async () => {
    const { code, stdout, stderr } = await run('--to', '1874');
    expect(stdout).toMatch(/^● 1820\n│ First granite cut\n│ “[^”]*First granite cut” \[1\]\n│\n• 1874\n/);
    expect(stdout).toMatch(/Footnotes\n\n {2}\[1\] The Korrin Quarry › Key Milestones\n/);
    expect(stdout).not.toContain('\u001b');
    expect([code, stderr]).toEqual([0, '']);
  });

  it('draws a picture beside it', async () => {
    const [png, svg] = [join(folder, 'out.png'), join(folder, 'out.SVG')];
    const drawn = await run('--timeline', png);
    expect(drawn).toMatchObject({ code: 0, stderr: `Drew 6 milestones into ${png}.\n` });
    expect(drawn.stdout).toContain('● 1820');
    expect((await readFile(png)).subarray(1, 4).toString('latin1')).toBe('PNG');
    expect((await run('--json', '--timeline', svg)).code).toBe(0);
    expect(await readFile(svg, 'utf8')).toMatch(/^<svg /);
  });

  it.each([
    [
      'the later bound first',
      ['--from', '2018', '--to', '2009'],
      /^The start “2018” is after the end “2009”/,
    ],
    [
      'an article that does not exist',
      ['--article', 'Quarry of Korrin'],
      /Did you mean “The Korrin Quarry”\?\n$/,
    ],
    [
      'a picture that cannot be written',
      ['--timeline', join('nowhere', 'x.png')],
      /^Error: The picture .*ENOENT/,
    ],
    ['a picture of another kind', ['--timeline', 'x.gif'], /must end in \.png or \.svg/],
  ])('refuses %s with exit code 1', async (_what, args, words) => {
    const { code, stdout, stderr } = await run(...args);
    expect(stderr).toMatch(words);
    expect([code, stdout]).toEqual([1, '']);
  });

  it('says that there is nothing with exit code 3', async () => {
    const [plain, json] = await Promise.all([run('--topic', 'zorblax'), run('--json', '--to', '1500')]);
    expect(plain).toMatchObject({ code: 3, stdout: '' });
    expect(plain.stderr).toBe('The articles hold no milestone about “zorblax”.\n');
    expect(json).toMatchObject({ code: 3, stdout: '[]\n' });
  });
});
