import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startLocalDiscord } from '../src/local-discord/start-local-discord.ts';
import { startProgram } from './doubles/run-program.ts';
import { writeCorpus } from './doubles/write-corpus.ts';

vi.setConfig({ testTimeout: 120_000 });

/** As if something deep in a dependency failed, with what people wrote in its message. */
const FAIL = `
process.on('SIGUSR2', () => {
  const error = new TypeError('somebody asked: where is Mallory?\\n    at Mallory (' + process.env.DISCORD_TOKEN + ')');
  if (process.env.FAIL_AS === 'throw') setTimeout(() => { throw error; });
  else if (process.env.FAIL_AS === 'reject') void Promise.reject(error);
  else void Promise.reject('where is Mallory?');
});
`;

it.each([
  ['throw', 'TypeError', 'uncaughtException'],
  ['reject', 'TypeError', 'unhandledRejection'],
  ['a string', 'UnhandledPromiseRejection', 'unhandledRejection'],
])(
  'an error that nobody caught (%s) is one fatal line without words, and ends the process with 1',
  async (how, kind, origin) => {
    const cwd = await mkdtemp(join(tmpdir(), 'footnote-crash-'));
    const discord = await startLocalDiscord();
    onTestFinished(async () => {
      await discord.close();
      await rm(cwd, { recursive: true, force: true });
    });
    await writeCorpus(join(cwd, 'corpus'));
    await writeFile(join(cwd, 'fail.cjs'), FAIL);
    const { child, ended } = startProgram('src/index.ts', {
      cwd,
      env: {
        DISCORD_TOKEN: discord.botToken,
        DISCORD_API: discord.restBase,
        FAIL_AS: how,
        NODE_OPTIONS: `--require ${join(cwd, 'fail.cjs')}`,
      },
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    await vi.waitUntil(() => discord.isBotOnline, { timeout: 90_000 });
    child.kill('SIGUSR2');
    const { code, stderr, stdout } = await ended;
    expect(code).toBe(1);
    const lines = stderr.split('\n').filter((line) => line.startsWith('{'));
    const fatal = lines
      .map((line) => JSON.parse(line) as { level: number; kind?: string; calls?: string[] })
      .filter(({ level }) => level === 60);
    expect(fatal).toEqual([expect.objectContaining({ kind, origin })]);
    if (kind === 'TypeError') expect(fatal[0]?.calls?.length).toBeGreaterThan(0);
    expect(stderr + stdout).not.toContain('Mallory');
    expect(stderr + stdout).not.toContain(discord.botToken);
  },
);
