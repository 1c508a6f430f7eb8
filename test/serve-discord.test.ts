import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, it, onTestFinished, vi } from 'vitest';
import { registerCommands } from '../src/discord/register-commands.ts';
import { startLocalDiscord } from '../src/local-discord/start-local-discord.ts';
import { startProgram } from './doubles/run-program.ts';
import { writeCorpus } from './doubles/write-corpus.ts';

// The process loads the model, and another one builds: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 180_000 });

it('npm start with a token is the Discord bot: ready once it is connected, it answers, rebuilds, and gives its last answer after SIGTERM', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-serve-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeCorpus(join(folder, 'corpus'));
  const discord = await startLocalDiscord({
    users: [{ name: 'ada', permissions: PermissionFlagsBits.ManageGuild }],
  });
  await registerCommands({ token: discord.botToken, apiBase: discord.restBase, guildId: null });
  const env = { DISCORD_TOKEN: discord.botToken, DISCORD_API: discord.restBase, METRICS_PORT: '0' };
  const { child, ended } = startProgram('src/index.ts', { cwd: folder, env });
  onTestFinished(() => void child.kill('SIGKILL'));
  const metricsUrl = await new Promise<string>((resolve) => {
    child.stderr?.on('data', (text: string) => {
      const [url] = /http:\/\/127\.0\.0\.1:\d+(?=","msg":"metrics)/.exec(text) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
  const isReady = async () => (await fetch(`${metricsUrl}/readyz`)).ok;
  expect((await fetch(`${metricsUrl}/healthz`)).ok).toBe(true);
  expect(await isReady()).toBe(false);
  await vi.waitUntil(isReady, { timeout: 60_000, interval: 100 });

  const ada = discord.listUsers().find((user) => user.username === 'ada')?.id ?? '';
  const direct = discord.openDirectMessage(ada);
  const ask = async (content: string): Promise<string> => {
    const reply = discord.awaitEvent('messageCreate', {
      where: (event) => event.message.author.id === discord.botId && event.channelId === direct,
      timeoutMs: 60_000,
    });
    discord.postMessage({ authorId: ada, channelId: direct, content });
    return JSON.stringify((await reply).message);
  };
  expect(await ask('How high is the tower of the lighthouse?')).toContain('38 metres');

  await writeFile(
    join(folder, 'corpus', 'mill.md'),
    '# The Mill\n\nThe mill of Harn was built by Ada Brandt in 1702.\n',
  );
  const channelId = discord.listChannels()[0]?.id ?? '';
  const rebuild = discord.runCommand({ userId: ada, channelId, name: 'reindex' });
  await vi.waitUntil(() => rebuild.message?.content.includes('Articles:') === true, { timeout: 90_000 });
  expect(rebuild.message?.content).toMatch(
    /^The index is rebuilt, in .* I answer from it now\.\nArticles: 1 added, 0 changed, 0 removed, 2 as before\n/,
  );
  expect(await ask('Who built the mill of Harn?')).toContain('Ada Brandt');
  const metrics = await (await fetch(`${metricsUrl}/metrics`)).text();
  expect(metrics).toContain('footnote_questions_total{outcome="answer",reason=""} 2');
  expect(metrics).not.toMatch(/lighthouse|Harn|(?<![\d.])\d{17,20}(?!\d)/);

  discord.delayResponses(800);
  const last = ask('How many ferries sail between the Harn Islands?');
  await sleep(300);
  child.kill('SIGTERM');
  expect(await last).toContain('Four ferries');
  const { code, stdout, stderr } = await ended;
  await discord.close();
  expect([code, stdout]).toEqual([0, '']);
  expect(stderr).not.toContain(discord.botToken);
});
