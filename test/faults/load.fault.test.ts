import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { NOTICES } from '../../src/discord/notices.ts';
import { recordFault } from './support/fault-report.ts';
import { chooseTimes, createRandom, IS_QUICK } from './support/fault-run.ts';
import { startWorld, type FaultWorld } from './support/start-world.ts';

const ROOT = join(import.meta.dirname, '../..');
const FIRST_RESPONSE_MS = 2_500;
const QUESTIONS = readFileSync(join(ROOT, 'corpus/questions.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => (JSON.parse(line) as { readonly question: string }).question);

const pick = <T>(random: () => number, values: readonly T[]): T => {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
};

/** What became of the questions of one run. */
interface Tally {
  /** Replies to each question, by the id of its message or interaction. */
  readonly replies: ReadonlyMap<string, number>;
  readonly firstResponsesMs: readonly number[];
  readonly busy: () => number;
}

/** Counts every reply, of commands and of messages. */
function keepTally({ discord }: FaultWorld) {
  const replies = new Map<string, number>();
  const firstResponsesMs: number[] = [];
  let busy = 0;
  const note = (id: string, content: string): void => {
    replies.set(id, (replies.get(id) ?? 0) + 1);
    if (content === NOTICES.busy || content === NOTICES.crowded) busy += 1;
  };
  discord.events.on('messageCreate', ({ message }) => {
    const questionId = message.message_reference?.message_id;
    if (message.author.id !== discord.botId || questionId === undefined) return;
    if (message.interaction_metadata === undefined) note(questionId, message.content);
  });
  const askByCommand = async (userId: string, channelId: string, question: string): Promise<void> => {
    const startedAt = performance.now();
    const asking = discord.runCommand({ userId, channelId, name: 'ask', options: { question } });
    replies.set(asking.id, 0);
    await asking.awaitAcknowledgement(30_000);
    firstResponsesMs.push(performance.now() - startedAt);
    const { content } = await asking.awaitMessage(5 * 60_000);
    note(asking.id, content);
    for (const { content: further } of asking.followUps) note(asking.id, further);
  };
  const askByMention = (userId: string, channelId: string, question: string): void => {
    const content = `<@${discord.botId}> ${question}`;
    const { id } = discord.postMessage({ channelId, authorId: userId, content });
    replies.set(id, replies.get(id) ?? 0);
  };
  const tally: Tally = { replies, firstResponsesMs, busy: () => busy };
  return { tally, askByCommand, askByMention };
}

/** Waits until every question has a reply, or nothing has come for a while. */
async function awaitReplies({ replies }: Tally, patienceMs: number): Promise<void> {
  const count = () => [...replies.values()].filter((number) => number > 0).length;
  let [best, since] = [count(), performance.now()];
  while (best < replies.size && performance.now() - since < patienceMs) {
    await sleep(200);
    if (count() > best) [best, since] = [count(), performance.now()];
  }
}

describe('load', () => {
  it('1,000 questions of 200 people within a minute: each gets one reply, in time', async () => {
    const total = chooseTimes({ full: 1_000, quick: 250 });
    const people = chooseTimes({ full: 200, quick: 50 });
    const world = await startWorld({
      path: 'src/index.ts',
      people,
      heartbeatIntervalMs: 1_000,
      guilds: [1, 2, 3, 4].map((index) => ({
        name: `Server ${index.toString()}`,
        channels: ['one', 'two', 'three', 'four', 'five'],
      })),
      env: {
        EMBEDDING_THREADS: '2',
        CORPUS_DIR: join(ROOT, 'corpus'),
        INDEX_DIR: join(ROOT, 'data/index'),
        LOG_LEVEL: 'warn',
        CHANNEL_QUESTIONS_PER_MINUTE: '100',
        SERVER_QUESTIONS_PER_MINUTE: '400',
      },
    });
    try {
      await world.startBot();
      const random = createRandom('load');
      const { tally, askByCommand, askByMention } = keepTally(world);
      const paceMs = (60_000 * (IS_QUICK ? 0.25 : 1)) / total;
      const failures: unknown[] = [];
      const startedAt = performance.now();
      for (let index = 0; index < total; index++) {
        const userId = world.userIds[index % people] ?? '';
        const channelId = pick(random, world.channelIds);
        const question = pick(random, QUESTIONS);
        if (index % 2 === 0) askByMention(userId, channelId, question);
        else void askByCommand(userId, channelId, question).catch((error: unknown) => failures.push(error));
        await sleep(Math.max(0, startedAt + (index + 1) * paceMs - performance.now()));
      }
      const askedMs = performance.now() - startedAt;
      await awaitReplies(tally, 60_000);
      const doneMs = performance.now() - startedAt;
      const counts = [...tally.replies.values()];
      const lost = counts.filter((count) => count !== 1).length;
      const slowest = Math.max(...tally.firstResponsesMs);
      recordFault({
        section: 'load',
        fault: `questions of ${people.toString()} people, half as commands, within ${Math.round(askedMs / 1000).toString()} s (real model, two threads)`,
        times: total,
        lost,
        note: `${tally.busy().toString()} told “busy, try again”; slowest first response ${(slowest / 1000).toFixed(2)} s; last reply after ${Math.round(doneMs / 1000).toString()} s; ${world.countBreaks().toString()} heartbeats missed (every second)`,
      });
      expect(failures).toEqual([]);
      expect(lost).toBe(0);
      expect(counts).toHaveLength(total);
      expect(tally.firstResponsesMs).toHaveLength(Math.floor(total / 2));
      expect(slowest).toBeLessThan(FIRST_RESPONSE_MS);
      expect(world.countBreaks()).toBe(0);
    } finally {
      await world.close();
    }
  });

  it('20,000 questions: the memory stays flat', async () => {
    const total = chooseTimes({ full: 20_000, quick: 2_000 });
    // What is remembered of the last 5,000 questions is full by then.
    const warmUp = 6_000;
    const world = await startWorld({
      path: 'test/faults/support/lean-bot.ts',
      people: 200,
      guilds: [{ name: 'Home', channels: Array.from({ length: 20 }, (_, index) => `c${index.toString()}`) }],
      rateLimit: { requests: 10_000, windowMs: 1_000 },
    });
    try {
      await world.startBot();
      const { tally, askByCommand, askByMention } = keepTally(world);
      const random = createRandom('memory');
      const measure = async (): Promise<number> => {
        // What discord.js keeps of answered commands goes after half a minute.
        await sleep(35_000);
        const { child } = world.program();
        const said = new Promise<string>((resolve) => child.stdout?.once('data', resolve));
        child.kill('SIGUSR2');
        return Number(await said);
      };
      const ask = async (index: number): Promise<void> => {
        const userId = pick(random, world.userIds);
        const channelId = pick(random, world.channelIds);
        const question = `Who bought GitHub, and what is ${index.toString()}?`;
        if (index % 10 === 0) askByMention(userId, channelId, question);
        else await askByCommand(userId, channelId, question);
      };
      let next = 0;
      const askUntil = async (end: number): Promise<void> => {
        const work = async (): Promise<void> => {
          while (next < end) await ask(next++);
        };
        await Promise.all(Array.from({ length: 20 }, work));
        await awaitReplies(tally, 30_000);
      };
      // The short run asks too few to tell anything of memory, which takes a minute of waiting.
      if (!IS_QUICK) await askUntil(warmUp);
      const before = IS_QUICK ? null : await measure();
      await askUntil(total);
      const after = IS_QUICK ? null : await measure();
      const lost = [...tally.replies.values()].filter((count) => count !== 1).length;
      const growth = before === null || after === null ? null : after / before - 1;
      const heap = (bytes: number | null): string => `${((bytes ?? 0) / 2 ** 20).toFixed(1)} MiB`;
      recordFault({
        section: 'load',
        fault: 'questions in a row (a library that keeps nothing, in the model’s place)',
        times: total,
        lost,
        note:
          growth === null
            ? 'memory is measured by the full run'
            : `heap ${heap(before)} after ${warmUp.toLocaleString('en')}, ${heap(after)} at the end: ${(100 * growth).toFixed(1)} %`,
      });
      expect(lost).toBe(0);
      expect(tally.replies.size).toBe(total);
      if (growth !== null) expect(growth).toBeLessThan(0.05);
    } finally {
      await world.close();
    }
  });
});
