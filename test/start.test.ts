import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startLocalDiscord } from '../src/local-discord/start-local-discord.ts';
import type { PlaygroundState } from '../src/playground/playground-state.ts';
import { askPlayground, fetchSession } from './doubles/ask-playground.ts';
import { type ProgramResult, type RunningProgram, runProgram, startProgram } from './doubles/run-program.ts';
import { writeCorpus } from './doubles/write-corpus.ts';

const NOTICE = 'The same in a browser: npm start';

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

/** The chat, in a folder of its own, with the corpus and the index where the defaults say. */
async function start({
  path = 'scripts/chat.ts',
  text,
  ...options
}: StartOptions = {}): Promise<ProgramResult> {
  return runProgram(path, { cwd: folder, input: text === undefined ? null : { text }, ...options });
}

/** The playground on a free port, once it says where it is. */
async function startPlayground(
  env: Readonly<Record<string, string>> = {},
): Promise<RunningProgram & { readonly url: string }> {
  const settings = { PLAYGROUND_PORT: '0', ...env };
  const program = startProgram('src/index.ts', { cwd: folder, env: settings });
  onTestFinished(() => void program.child.kill('SIGKILL'));
  const url = await new Promise<string>((resolve, reject) => {
    program.child.stdout?.on('data', (text: string) => {
      const found = /http:\/\/localhost:\d+/.exec(text)?.[0];
      if (found !== undefined) resolve(found);
    });
    void program.ended.then(({ stderr }) => {
      reject(new Error(stderr));
    });
  });
  return { ...program, url };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-start-'));
  await writeCorpus(join(folder, 'corpus'));
  first = await start();
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('npm run chat', () => {
  it('builds the index, asks and answers three questions from the articles, and ends with 0', () => {
    expect(first.stderr).toContain('Building the index of corpus in data/index.');
    expect(first.code).toBe(0);
    expect(first.stdout.match(/^> .+\?$/gm)).toHaveLength(3);
    expect(first.stdout.match(/^ {2}\[1\] The Lighthouse|^ {2}\[1\] Ferries/gm)).toHaveLength(3);
  });

  it('says in one line that there is a playground', () => {
    expect(first.stdout.split('\n').filter((line) => line.includes(NOTICE))).toHaveLength(1);
  });

  it('answers the questions on its standard input in order, with the index as it is, whatever the token is', async () => {
    const { code, stdout, stderr } = await start({
      env: { DISCORD_TOKEN: 'not-a-real-token' },
      text: 'How high is the tower of the lighthouse?\nHow many ferries sail between the Harn Islands?\n:about\n',
    });
    expect(stdout).toMatch(/> How high.*38 metres.*> How many ferries.*Four ferries.*Articles +2/s);
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

  it('stops cleanly at SIGTERM while it waits for questions', async () => {
    const { child, spoke, ended } = startProgram('scripts/chat.ts', { cwd: folder, input: 'open' });
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
});

describe('npm start without a token', () => {
  it('serves the playground, where the bot answers, takes articles and is switched off cleanly', async () => {
    const { child, url, ended } = await startPlayground();
    const session = await fetchSession(url);
    const readState = async () => (await (await fetch(`${url}/playground/state`)).json()) as PlaygroundState;
    await vi.waitUntil(async () => (await readState()).bot === 'online', { timeout: 60_000 });
    const ask = (question: string): Promise<string> => askPlayground(url, session, question, 30_000);
    expect(await ask('How high is the tower of the lighthouse?')).toContain('38 metres');

    await vi.waitUntil(async () => (await readState()).corpus.articles === 2, { timeout: 30_000 });
    const put = await fetch(`${url}/playground/articles/Kettles.md`, {
      method: 'PUT',
      headers: { origin: url, 'content-type': 'text/markdown' },
      body: '# Kettles of Brumley\n\nThe kettle of Brumley was built in 1847 by Ada Finch. It holds 90 litres.\n',
    });
    expect(put.status).toBe(202);
    await vi.waitUntil(async () => (await readState()).build === null, { timeout: 60_000 });
    expect(await readState()).toMatchObject({ corpus: { kind: 'own', articles: 3, added: ['Kettles.md'] } });
    expect(await ask('Who built the kettle of Brumley?')).toContain('Ada Finch');
    expect(await ask('How high is the tower of the lighthouse?')).toContain('38 metres');
    const twin = await fetch(`${url}/playground/articles/twin.txt`, {
      method: 'PUT',
      headers: { origin: url, 'content-type': 'text/plain' },
      body: '# Kettles of Brumley\n\nAnother one.\n',
    });
    expect(twin.status).toBe(422);
    expect(JSON.stringify(await twin.json())).toContain('Kettles of Brumley');

    await fetch(`${url}/playground/articles`, { method: 'DELETE', headers: { origin: url } });
    await vi.waitUntil(async () => (await readState()).corpus.kind === 'shipped', { timeout: 30_000 });
    expect(await ask('Who built the kettle of Brumley?')).not.toContain('Ada Finch');
    expect((await readdir(join(folder, 'corpus'))).sort()).toEqual(['ferries.md', 'lighthouse.md']);

    child.kill('SIGTERM');
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toContain('To connect Discord, set DISCORD_TOKEN in .env');
    expect(stdout + stderr).not.toContain(session.token);
  });

  it('serves the page while the index is still to be built, and can be stopped then', async () => {
    const env = { INDEX_DIR: 'data/fresh' };
    const { child, url, ended } = await startPlayground(env);
    expect((await fetch(url)).status).toBe(200);
    child.kill('SIGINT');
    expect((await ended).code).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
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

  it('tells in words that there are no articles', async () => {
    const env = { CORPUS_DIR: 'nowhere', INDEX_DIR: 'data/other', PLAYGROUND_PORT: '0' };
    const { code, stderr } = await start({ path: 'src/index.ts', env });
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
    const { code, stderr } = await start({ path: 'src/index.ts', env });
    await discord.close();
    expect(stderr).toMatch(/^Error: .*token.*\n$/);
    expect(stderr).not.toContain('of.another.bot');
    expect(code).toBe(1);
  });
});
