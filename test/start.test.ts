import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startLocalDiscord } from '../src/local-discord/start-local-discord.ts';
import { type ProgramResult, runProgram, startProgram } from './doubles/run-program.ts';
import { writeCorpus } from './doubles/write-corpus.ts';

const NOTICE = 'To connect Discord, set DISCORD_TOKEN in .env';

// Every test starts a process that loads the model: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let folder = '';
let first: ProgramResult;

interface StartOptions {
  readonly text?: string;
  readonly path?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** In a folder of its own, with the corpus and the index where the defaults say. */
async function start({ path = 'src/index.ts', text, ...options }: StartOptions = {}): Promise<ProgramResult> {
  return runProgram(path, { cwd: folder, input: text === undefined ? null : { text }, ...options });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-start-'));
  await writeCorpus(join(folder, 'corpus'));
  first = await start();
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('npm start without a token', () => {
  it('builds the index, asks and answers three questions from the articles, and ends with 0', () => {
    expect(first.stderr).toContain('Building the index of corpus in data/index.');
    expect(first.code).toBe(0);
    expect(first.stdout.match(/^> .+\?$/gm)).toHaveLength(3);
    expect(first.stdout.match(/^ {2}\[1\] The Lighthouse|^ {2}\[1\] Ferries/gm)).toHaveLength(3);
  });

  it('says in one line how to connect Discord', () => {
    expect(first.stdout.split('\n').filter((line) => line.includes(NOTICE))).toHaveLength(1);
  });

  it('answers the questions on its standard input in order, with the index as it is', async () => {
    const { code, stdout, stderr } = await start({
      text: 'How high is the tower of the lighthouse?\nHow many ferries sail between the Harn Islands?\n',
    });
    expect(stdout).toMatch(/> How high.*38 metres.*> How many ferries.*Four ferries/s);
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  it('offers the questions that come with the articles, where it answers them', async () => {
    const questions = ['How do I bake bread?', 'Who finished the tower of the lighthouse?'];
    const path = join(folder, 'corpus', 'questions.jsonl');
    await writeFile(path, questions.map((question) => JSON.stringify({ question })).join('\n'));
    const { stdout, stderr } = await start();
    await rm(path);
    expect(stdout.match(/^> .+\?$/gm)?.[0]).toBe('> Who finished the tower of the lighthouse?');
    expect(stdout).not.toContain('bread');
    expect(stderr).toBe('');
  });

  it('is the chat of npm run chat too, whatever the token is', async () => {
    const env = { DISCORD_TOKEN: 'not-a-real-token' };
    const { code, stdout } = await start({ path: 'scripts/chat.ts', env, text: ':about\n' });
    expect(stdout).toMatch(/Articles +2/);
    expect(code).toBe(0);
  });

  it('names a misspelt key of .env, and starts nothing', async () => {
    const other = await mkdtemp(join(tmpdir(), 'footnote-dotenv-'));
    await writeFile(join(other, '.env'), 'DISCORD_TOKN=abc\n');
    const { code, stdout, stderr } = await runProgram('src/index.ts', { cwd: other });
    await rm(other, { recursive: true });
    expect(stderr).toBe(
      'Error: The .env file sets DISCORD_TOKN, which is no setting of Footnote: did you mean DISCORD_TOKEN?\n',
    );
    expect(stdout).toBe('');
    expect(code).toBe(1);
  });

  it('stops cleanly at SIGTERM while it waits for questions', async () => {
    const { child, spoke, ended } = startProgram('src/index.ts', { cwd: folder, input: 'open' });
    onTestFinished(() => void child.kill('SIGKILL'));
    child.stdin?.write('How high is the tower of the lighthouse?\n');
    await spoke;
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('tells in words that there are no articles', async () => {
    const { code, stderr } = await start({ env: { CORPUS_DIR: 'nowhere', INDEX_DIR: 'data/other' } });
    expect(stderr).toMatch(/^Error: .*nowhere.*\n$/);
    expect(code).toBe(1);
  });

  it.each(['src/index.ts', 'scripts/chat.ts'])('explains itself (%s)', async (path) => {
    const { code, stdout } = await start({ path, args: ['--help'] });
    expect(stdout).toMatch(/^Usage: npm (start|run chat)[\s\S]*\.env\.example/);
    expect(code).toBe(0);
  });
});

describe('npm start with a token', () => {
  it('ends at SIGTERM too while Discord is gone', async () => {
    const discord = await startLocalDiscord();
    const env = { DISCORD_TOKEN: discord.botToken, DISCORD_API: discord.restBase };
    const { child, ended } = startProgram('src/index.ts', { cwd: folder, env });
    onTestFinished(() => void child.kill('SIGKILL'));
    const reconnecting = new Promise<void>((resolve) => {
      child.stderr?.on('data', (text: string) => {
        if (text.includes('reconnecting')) resolve();
      });
    });
    await vi.waitUntil(() => discord.isBotOnline, { timeout: 60_000 });
    await discord.close();
    await reconnecting;
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0 });
  });

  it('says what to do where Discord refuses the token', async () => {
    const discord = await startLocalDiscord();
    const env = { DISCORD_TOKEN: 'of.another.bot', DISCORD_API: discord.restBase, LOG_LEVEL: 'silent' };
    const { code, stderr } = await start({ env });
    await discord.close();
    expect(stderr).toMatch(/^Error: .*token.*\n$/);
    expect(stderr).not.toContain('of.another.bot');
    expect(code).toBe(1);
  });
});
