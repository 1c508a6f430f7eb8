import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import { runProgram, startProgram, type ProgramResult } from '../doubles/run-program.ts';
import { SMALL_CORPUS, writeCorpus } from '../doubles/write-corpus.ts';

const line = z.strictObject({
  passageId: z.string().regex(/^[0-9a-f]{16}$/),
  articleId: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  author: z.string().nullable(),
  date: z.string().nullable(),
  headingPath: z.array(z.string()),
  start: z.int().min(0),
  end: z.int().min(1),
  text: z.string().min(1),
});

let cwd = '';
let corpusDir = '';

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'footnote-inspect-'));
  corpusDir = await writeCorpus(join(cwd, 'articles'), {
    ...SMALL_CORPUS,
    'page.txt':
      'Skip to main content\n\nThe gate of Port Ember\n\nThe gate of the harbour is closed at night by two men and a horse, whatever the weather.\n\nSign in\n',
    'bad.md': '---\ntitle: a: b\n---\n\nText.\n',
  });
});

afterAll(async () => {
  await rm(cwd, { recursive: true, force: true });
});

const inspect = (...args: readonly string[]): Promise<ProgramResult> =>
  runProgram('scripts/inspect.ts', { args: ['--corpus', 'articles', ...args], cwd });

describe('npm run inspect', () => {
  it('shows the facts of every article, what was left out and why, and the passages', async () => {
    const { code, stdout, stderr } = await inspect();
    expect([code, stderr]).toEqual([0, '']);
    for (const part of [
      'lighthouse.md\n  Title:   The Lighthouse of Port Ember\n  Author:  Ines Calder\n  Date:    2021-04-09\n',
      'URL:     https://example.org/lighthouse',
      'Format:  text of a scraped page',
      "line 1, the page's furniture: Skip to main content",
      'Building the Tower',
      'Left out:\n  bad.md:2: The front matter is not valid YAML',
      '3 articles, 1 file left out.',
    ]) {
      expect(stdout).toContain(part);
    }
    expect(stdout).toMatch(/\d+\. Timetable\n +[0-9a-f]{16}, \d+ tokens, characters \d+ to \d+\n/);
  });

  it('shows one article with its passages whole', async () => {
    const { code, stdout } = await inspect('articles/ferries.md');
    expect(code).toBe(0);
    expect(stdout).toContain(
      '| In summer a ferry leaves Port Ember every forty minutes. In winter there are six crossings a day.',
    );
    expect(stdout).not.toContain('lighthouse.md');
  });

  it('tells why a file was left out when it is asked for', async () => {
    const { code, stdout } = await inspect('bad.md');
    expect([code, stdout]).toMatchObject([
      0,
      expect.stringContaining('bad.md:2: The front matter is not valid YAML'),
    ]);
  });

  it('prints one passage a line as JSON, with offsets into the cleaned text', async () => {
    const { code, stdout, stderr } = await inspect('--json');
    expect(code).toBe(0);
    expect(stderr).toContain('bad.md:2');
    const passages = stdout
      .trimEnd()
      .split('\n')
      .map((text) => line.parse(JSON.parse(text)));
    const { articles } = await loadCorpus(corpusDir);
    expect(new Set(passages.map(({ articleId }) => articleId))).toEqual(
      new Set(articles.map(({ id }) => id)),
    );
    for (const { articleId, start, end, text } of passages) {
      expect(articles.find(({ id }) => id === articleId)?.cleaned.slice(start, end)).toBe(text);
    }
  });

  it('names the nearest article where there is none of that name', async () => {
    const { code, stdout, stderr } = await inspect('ligthouse.md');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('Did you mean lighthouse.md?');
  });

  it('says what to do where there is no corpus', async () => {
    const missing = await runProgram('scripts/inspect.ts', { args: ['--corpus', 'nowhere'], cwd });
    expect([missing.code, missing.stdout]).toEqual([1, '']);
    expect(missing.stderr).toContain('--corpus');
  });

  it('takes the folder from the settings, and tells its flags', async () => {
    const { code, stdout } = await runProgram('scripts/inspect.ts', {
      args: ['ferries.md'],
      env: { CORPUS_DIR: corpusDir },
      cwd,
    });
    expect([code, stdout]).toMatchObject([0, expect.stringContaining('The Fleet')]);
    const help = await runProgram('scripts/inspect.ts', { args: ['--help'], cwd });
    expect(help.code).toBe(0);
    for (const flag of ['[article]', '--corpus', '--json']) expect(help.stdout).toContain(flag);
  });

  it('ends quietly when its reader goes away', async () => {
    const folder = join(cwd, 'many');
    await writeCorpus(folder, {});
    for (let index = 0; index < 30; index += 1) {
      await writeFile(
        join(folder, `${index}.md`),
        `# Number ${index}\n\n${`Sentence ${index} of it. `.repeat(400)}\n`,
      );
    }
    const { child, ended } = startProgram('scripts/inspect.ts', {
      args: ['--corpus', folder, '--json'],
      cwd,
    });
    child.stdout?.once('data', () => child.stdout?.destroy());
    const { code, stderr } = await ended;
    expect([code, stderr]).toEqual([0, '']);
  });
});
