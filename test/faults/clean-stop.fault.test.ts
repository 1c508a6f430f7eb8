import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDoctorStage, type DoctorStage } from './support/doctor-stage.ts';
import { recordFault } from './support/fault-report.ts';
import { chooseTimes, createRandom } from './support/fault-run.ts';
import { assertThat, collectLosses } from './support/index-stage.ts';
import { startWorld, type FaultWorld } from './support/start-world.ts';

/** Ten seconds for the questions, two each to tell the askers and to log out, one for the process to end. */
const MAX_STOP_MS = 15_000;
const QUESTIONS = [
  'How high is the tower of the lighthouse?',
  'How many ferries sail?',
  'Who baked the bread?',
];

let stage: DoctorStage;
beforeAll(async () => {
  stage = await openDoctorStage();
});
afterAll(() => stage.close());

async function open(): Promise<FaultWorld & { readonly stateDir: string }> {
  const cwd = await stage.copy();
  const stateDir = join(cwd, 'state');
  const env = { CORPUS_DIR: join(cwd, 'corpus'), INDEX_DIR: join(cwd, 'data/index'), STATE_DIR: stateDir };
  return { ...(await startWorld({ path: 'src/index.ts', people: 12, env })), stateDir };
}

const listJournals = (stateDir: string): readonly string[] =>
  existsSync(stateDir) ? readdirSync(stateDir).filter((name) => name.startsWith('open-questions')) : [];

/** Asks for a while, stops the bot in the middle, and looks at everybody who had asked. Gives how long the stop took. */
async function stopWhileAsking(
  world: Awaited<ReturnType<typeof open>>,
  random: () => number,
): Promise<number> {
  const { discord, userIds, channelIds, stateDir } = world;
  await world.startBot();
  if (random() < 0.5) discord.delayResponses(Math.floor(random() * 400));
  const runs: ReturnType<typeof discord.runCommand>[] = [];
  const asked: string[] = [];
  const replies = new Map<string, number>();
  discord.events.on('messageCreate', ({ message }) => {
    const id = message.message_reference?.message_id;
    if (message.author.id === discord.botId && id !== undefined) replies.set(id, (replies.get(id) ?? 0) + 1);
  });
  const pick = (values: readonly string[]): string => values[Math.floor(random() * values.length)] ?? '';
  const ask = (isCommand: boolean): void => {
    const [userId, channelId, question] = [pick(userIds), pick(channelIds), pick(QUESTIONS)];
    if (isCommand) runs.push(discord.runCommand({ userId, channelId, name: 'ask', options: { question } }));
    else
      asked.push(
        discord.postMessage({ authorId: userId, channelId, content: `<@${discord.botId}> ${question}` }).id,
      );
  };
  const count = 4 + Math.floor(random() * 16);
  for (let index = 0; index < count; index += 1) {
    ask(random() < 0.5);
    if (random() < 0.3) await sleep(random() * 100);
  }
  // What the bot was sent before the signal reaches it first, as it does when both are on one machine.
  await sleep(20 + random() * 300);
  const offline = discord.awaitEvent('presence', { where: ({ online }) => !online, timeoutMs: 20_000 });
  const { child, ended } = world.program();
  const startedAt = performance.now();
  child.kill('SIGTERM');
  const [asOf, runsBefore] = [asked.length, runs.length];
  await sleep(100);
  // Whoever asks now is too late: an answer or a word is well, a "thinking" that stays is not.
  for (const isCommand of [true, false]) ask(isCommand);
  const [{ code }] = await Promise.all([ended, offline]);
  const tookMs = performance.now() - startedAt;
  assertThat(code === 0, `it ended with ${String(code)}`);
  assertThat(tookMs < MAX_STOP_MS, `it took ${tookMs.toFixed(0)} ms`);
  const thinking = runs.filter((run) => run.acknowledged && run.message === undefined);
  assertThat(thinking.length === 0, `${thinking.length.toString()} were left with “thinking”`);
  const silent = runs.slice(0, runsBefore).filter((run) => !run.acknowledged);
  assertThat(silent.length === 0, `${silent.length.toString()} commands had no response`);
  const lost = asked.slice(0, asOf).filter((id) => replies.get(id) !== 1);
  assertThat(lost.length === 0, `${lost.length.toString()} of ${asOf.toString()} messages had not one reply`);
  assertThat(listJournals(stateDir).length === 0, 'questions were left open');
  return tookMs;
}

it('SIGTERM while questions are under way: everybody is answered or told, and the bot logs out', async () => {
  const times = chooseTimes({ full: 12, quick: 2 });
  const took: number[] = [];
  const lost = await collectLosses(times, async (index) => {
    const world = await open();
    try {
      took.push(await stopWhileAsking(world, createRandom(`stop ${index.toString()}`)));
    } finally {
      await world.close();
    }
  });
  recordFault({
    section: 'nothing silent',
    fault: 'SIGTERM at a random moment while questions are under way (messages and commands, real model)',
    times,
    lost: lost.length,
    note: `slowest stop ${(Math.max(0, ...took) / 1000).toFixed(1)} s; exit code 0, logged out, none left with “thinking”`,
  });
  expect(lost).toEqual([]);
});

it('a signal while it starts, and two together, end it as well', async () => {
  const times = chooseTimes({ full: 10, quick: 2 });
  const codes = new Set<number | null>();
  const lost = await collectLosses(times, async (index) => {
    const random = createRandom(`start ${index.toString()}`);
    const world = await open();
    try {
      const starting = world.startBot();
      starting.catch(() => undefined);
      // From the first moment to about the login; the odd ones are stopped when online, by a Ctrl+C that comes twice.
      if (index % 2 === 0) await sleep(random() * 3_000);
      else await starting;
      const { child, ended } = world.program();
      child.kill(index % 2 === 0 ? 'SIGTERM' : 'SIGINT');
      if (index % 2 === 1) child.kill('SIGINT');
      const startedAt = performance.now();
      const { code, stderr } = await ended;
      codes.add(code);
      assertThat(performance.now() - startedAt < MAX_STOP_MS, 'it took too long');
      // Before it listens for signals, a signal itself ends the process: no code.
      assertThat(code === 0 || (index % 2 === 0 && code === null), `it ended with ${String(code)}`);
      assertThat(!/fault of Footnote|\n\s+at /.test(stderr), 'it ended with an error');
      assertThat(listJournals(world.stateDir).length === 0, 'questions were left open');
    } finally {
      await world.close();
    }
  });
  recordFault({
    section: 'nothing silent',
    fault: 'SIGTERM at a random moment of the start, and SIGINT twice at once',
    times,
    lost: lost.length,
    note: `ended by code ${[...codes].map((code) => code ?? 'of the signal').join(' or ')}`,
  });
  expect(lost).toEqual([]);
});
