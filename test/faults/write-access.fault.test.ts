import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { registerCommands } from '../../src/discord/register-commands.ts';
import type { LocalDiscord } from '../../src/local-discord/local-discord.ts';
import { startLocalDiscord } from '../../src/local-discord/start-local-discord.ts';
import { askPlayground, fetchSession } from '../doubles/ask-playground.ts';
import { startProgram, type RunningProgram } from '../doubles/run-program.ts';
import { writeCorpus } from '../doubles/write-corpus.ts';
import { recordFault } from './support/fault-report.ts';
import { assertThat, collectLosses } from './support/index-stage.ts';
import { listTree } from './support/list-tree.ts';
import { readService } from './support/read-service.ts';
import { startSealed, WHY_NOT_SEALED } from './support/sealed-program.ts';

// The model is loaded in each process, and one of them builds: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 5 * 60_000 });

const ROOT = join(import.meta.dirname, '..', '..');
const MILL = '# The Mill\n\nThe mill of Harn was built by Ada Brandt in 1702.\n';

type Program = Pick<RunningProgram, 'child' | 'ended'>;

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-sealed-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function openDiscord(): Promise<LocalDiscord> {
  const discord = await startLocalDiscord({
    users: [{ name: 'ada', permissions: PermissionFlagsBits.ManageGuild }],
  });
  onTestFinished(() => discord.close());
  await registerCommands({ token: discord.botToken, apiBase: discord.restBase, guildId: null });
  return discord;
}

/** Asks the bot, has it rebuild with a further article, asks for that, and stops it. */
async function useBot(discord: LocalDiscord, corpusDir: string, start: () => Program): Promise<void> {
  const online = discord.awaitEvent('presence', { where: (event) => event.online, timeoutMs: 120_000 });
  const { child, ended } = start();
  onTestFinished(() => void child.kill('SIGKILL'));
  const early = ended.then(({ code, stderr }) => {
    throw new Error(`the bot ended with ${code ?? 'a signal'}: ${stderr.slice(-2000)}`);
  });
  early.catch(() => undefined);
  await Promise.race([online, early]);
  const userId = discord.listUsers().find(({ username }) => username === 'ada')?.id ?? '';
  const channelId = discord.listChannels()[0]?.id ?? '';
  const ask = async (question: string): Promise<string> => {
    const asking = discord.runCommand({ userId, channelId, name: 'ask', options: { question } });
    return JSON.stringify(await Promise.race([asking.awaitMessage(60_000), early]));
  };
  const first = await ask('How high is the tower of the lighthouse?');
  assertThat(first.includes('38 metres'), `no answer: ${first}`);
  await writeFile(join(corpusDir, 'mill.md'), MILL);
  const rebuild = discord.runCommand({ userId, channelId, name: 'reindex' });
  await vi.waitUntil(() => rebuild.message?.content.includes('Articles:') === true, 120_000);
  const summary = rebuild.message?.content ?? '';
  assertThat(summary.includes('Articles: 1 added'), summary);
  const second = await ask('Who built the mill of Harn?');
  assertThat(second.includes('Ada Brandt'), `no answer from the new index: ${second}`);
  child.kill('SIGTERM');
  const { code, stderr } = await ended;
  assertThat(code === 0, `it was stopped with ${code ?? 'a signal'}: ${stderr.slice(-2000)}`);
}

/** Opens the page and its script, asks in the channel that answers, and gives the answer as JSON. */
async function usePlayground(url: string): Promise<string> {
  const page = await (await fetch(url)).text();
  const [, script = ''] = /<script[^>]+src="([^"]+)"/.exec(page) ?? [];
  assertThat((await (await fetch(new URL(script, url))).text()).length > 10_000, 'the page has no script');
  await vi.waitUntil(
    async () => ((await (await fetch(`${url}/playground/state`)).json()) as { bot: string }).bot === 'online',
    { timeout: 120_000, interval: 100 },
  );
  const question = 'How many ferries sail between the Harn Islands?';
  return askPlayground(url, await fetchSession(url), question, 60_000);
}

describe('a process that may write to its data folder only', () => {
  it('indexes, answers, rebuilds and shows the playground where all else is read-only', async () => {
    const fault =
      'npm run index, the bot as docs/footnote.service starts it, and npm start without a token: all file systems read-only but the data folder, no home, no temp folder';
    if (WHY_NOT_SEALED !== null) {
      recordFault({ section: 'bad intentions', fault, times: 0, lost: 0, note: WHY_NOT_SEALED });
      return;
    }
    const data = await makeFolder();
    const corpusDir = join(data, 'corpus');
    await writeCorpus(corpusDir);
    const corpus = { CORPUS_DIR: corpusDir };
    const discord = await openDiscord();
    const parts = [
      async () => {
        const { ended } = startSealed(['npm', 'run', '--silent', 'index'], data, corpus);
        const { code, stdout, stderr } = await ended;
        assertThat(code === 0 && stdout.startsWith('The index is built.'), `${stdout}${stderr}`);
        assertThat(existsSync(join(data, 'index', 'current.json')), 'the index lies elsewhere');
      },
      async () => {
        const { args, env } = readService(data);
        const token = { DISCORD_TOKEN: discord.botToken, DISCORD_API: discord.restBase };
        await useBot(discord, corpusDir, () =>
          startSealed([process.execPath, ...args], data, { ...corpus, ...env, ...token }),
        );
        assertThat(existsSync(join(data, 'discord')), 'its state lies elsewhere');
      },
      async () => {
        const program = startSealed(['npm', 'start', '--silent'], data, {
          ...corpus,
          PLAYGROUND_PORT: '0',
        });
        const answer = await usePlayground(await program.awaitOutput(/http:\/\/localhost:\d+/));
        assertThat(answer.includes('Four ferries'), `no answer: ${answer}`);
        program.stop();
        await program.ended;
      },
    ];
    const lost = await collectLosses(parts.length, async (index) => parts[index]?.(), 1);
    recordFault({ section: 'bad intentions', fault, times: parts.length, lost: lost.length });
    expect(lost).toEqual([]);
  });

  it('does not even try: where all can be written to, it leaves nothing outside', async () => {
    const folder = await makeFolder();
    const [home, temp, cwd] = ['home', 'temp', 'cwd'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    for (const path of [home, temp, cwd]) await mkdir(path);
    const data = join(cwd, 'data');
    const corpusDir = join(data, 'corpus');
    await writeCorpus(corpusDir);
    const { env } = readService(data);
    const settings = { ...env, HOME: home, TMPDIR: temp, CORPUS_DIR: corpusDir };
    const before = await listTree(ROOT, ['.git', 'data']);
    const discord = await openDiscord();
    const token = { DISCORD_TOKEN: discord.botToken, DISCORD_API: discord.restBase };
    const pids: number[] = [];
    const start = (program: RunningProgram): RunningProgram => {
      pids.push(program.child.pid ?? 0);
      return program;
    };
    const lost = await collectLosses(
      1,
      async () => {
        await useBot(discord, corpusDir, () =>
          start(startProgram('src/index.ts', { cwd, env: { ...settings, ...token } })),
        );
        const playground = start(
          startProgram('src/index.ts', { cwd, env: { ...settings, PLAYGROUND_PORT: '0' } }),
        );
        onTestFinished(() => void playground.child.kill('SIGKILL'));
        const url = await new Promise<string>((resolve, reject) => {
          playground.child.stdout?.on('data', (text: string) => {
            const [found] = /http:\/\/localhost:\d+/.exec(text) ?? [];
            if (found !== undefined) resolve(found);
          });
          playground.ended.then(({ stderr }) => {
            reject(new Error(stderr));
          }, reject);
        });
        await usePlayground(url);
        playground.child.kill('SIGTERM');
        await playground.ended;
        const strays = [...(await readdir(home)), ...(await readdir(temp))];
        assertThat(strays.length === 0, `left in home or temp: ${strays.join()}`);
        assertThat((await readdir(cwd)).join() === 'data', 'left where it was started');
        // ONNX Runtime's own log has no setting for its place.
        assertThat(!pids.some((pid) => existsSync(`/tmp/mat-debug-${pid}.log`)), 'left in /tmp');
        const after = await listTree(ROOT, ['.git', 'data']);
        const changed = after.filter((line) => !before.includes(line));
        assertThat(changed.length === 0 && after.length === before.length, `changed: ${changed.join()}`);
      },
      1,
    );
    recordFault({
      section: 'bad intentions',
      fault: 'bot with /reindex, and playground, in a home, temp folder and project that could be written to',
      times: 1,
      lost: lost.length,
      note: `${before.length} files and folders outside of the data folder compared before and after`,
    });
    expect(lost).toEqual([]);
  });
});
