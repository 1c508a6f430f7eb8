import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NOTICES } from '../../src/discord/notices.ts';
import type { InteractionHandle } from '../../src/local-discord/interactions/interaction-handle.ts';
import { recordFault } from './support/fault-report.ts';
import { chooseTimes, createRandom, IS_QUICK } from './support/fault-run.ts';
import { between, findReplies, isSoon, pick } from './support/reply-trials.ts';
import { startWorld, type FaultWorld } from './support/start-world.ts';

const BOT = 'test/faults/support/lean-bot.ts';
/** How long an answer takes at most, and when after the questions the process is killed at the latest. */
const ANSWER_MS = 500;
const KILL_MS = 2_000;
/** Messages, and commands, asked before each kill. */
const QUESTIONS = 6;
const PATIENCE_MS = 15_000;
/** A share of the processes after a kill is killed, too, on its way or while it closes what was left open. */
const KILLED_AGAIN = 0.4;
/** Starts within an hour that need no wait. */
const FREE_STARTS = 10;

let world: FaultWorld;
let stateDir: string;
const random = createRandom('replies-restarts');
beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'footnote-restarts-'));
  world = await startWorld({
    path: BOT,
    env: { STATE_DIR: stateDir, ANSWER_MS: ANSWER_MS.toString() },
    rateLimit: { requests: 10_000, windowMs: 1_000 },
  });
});
afterAll(async () => {
  await world.close();
  rmSync(stateDir, { recursive: true, force: true });
});

/** As if the starts so far had been an hour ago. */
const forgetStarts = (): void => {
  rmSync(join(stateDir, 'starts.json'), { force: true });
};

async function kill(): Promise<void> {
  const { child, ended } = world.program();
  child.kill('SIGKILL');
  await ended;
  await isSoon(() => !world.discord.isBotOnline);
}

/** What the process had written down of its questions when it was killed. */
const readJournal = (): string =>
  readdirSync(stateDir)
    .filter((name) => name.startsWith('open-questions'))
    .map((name) => readFileSync(join(stateDir, name), 'utf8'))
    .join('');

it('a process that is killed between question and reply leaves nothing hanging', async () => {
  const rounds = chooseTimes({ full: 10, quick: 1 });
  const { discord, userIds, channelIds } = world;
  const [channelId = ''] = channelIds;
  const lost: string[] = [];
  const counts = { unread: 0, tooEarly: 0, sentences: 0, answers: 0, killedAgain: 0 };
  await world.startBot();
  for (let round = 0; round < rounds; round++) {
    const messages: string[] = [];
    const commands: InteractionHandle[] = [];
    for (let index = 0; index < QUESTIONS; index++) {
      const userId = pick(random, userIds);
      const content = `<@${discord.botId}> Who bought GitHub, and what is ${index.toString()}?`;
      messages.push(discord.postMessage({ channelId, authorId: userId, content }).id);
      const options = { question: 'Who bought GitHub?' };
      commands.push(discord.runCommand({ userId, channelId, name: 'ask', options }));
    }
    // Early rather than late, so that some have not even had their first response.
    await sleep(KILL_MS * random() ** 2);
    await kill();
    const written = readJournal();
    forgetStarts();
    if (random() < KILLED_AGAIN) {
      counts.killedAgain += 1;
      const online = world.startBot().then(
        () => sleep(between(random, 0, 300)),
        () => undefined,
      );
      await Promise.race([online, sleep(between(random, 300, 2_500))]);
      await kill();
      await online;
      forgetStarts();
    }
    await world.startBot();
    const countOf = (id: string): number => findReplies(discord, channelId, id).length;
    // What the process had not read from its connection when it was killed, Discord does not send again.
    const taken = messages.filter((id) => written.includes(id));
    counts.unread += messages.length - taken.length;
    await isSoon(() => taken.every((id) => countOf(id) > 0), PATIENCE_MS);
    await isSoon(
      () => commands.every((asking) => asking.failed || asking.message !== undefined),
      PATIENCE_MS,
    );
    await sleep(ANSWER_MS);
    for (const id of messages) {
      if (countOf(id) > 1 || (taken.includes(id) && countOf(id) === 0)) {
        lost.push(`message ${id}: ${countOf(id).toString()} replies`);
      }
    }
    for (const asking of commands) {
      if (asking.failed) counts.tooEarly += 1;
      else if (asking.message?.content === NOTICES.restarted) counts.sentences += 1;
      else if (asking.message !== undefined && asking.followUps.length === 0) counts.answers += 1;
      else lost.push(`command ${asking.id}: still “thinking”, or more than one answer`);
    }
  }
  recordFault({
    section: 'replies',
    fault: `SIGKILL of the bot at a random moment, with ${QUESTIONS.toString()} messages and ${QUESTIONS.toString()} commands asked; started again`,
    times: rounds,
    lost: lost.length,
    note: [
      `${(rounds * QUESTIONS).toString()} messages: each answered once${counts.unread === 0 ? '' : `, but ${counts.unread.toString()} that the process had not read`}`,
      `${(rounds * QUESTIONS).toString()} commands: ${counts.answers.toString()} answered, ${counts.sentences.toString()} closed with a sentence, ${counts.tooEarly.toString()} killed before the first response`,
      `${counts.killedAgain.toString()} of the next processes killed, too`,
    ].join('; '),
  });
  expect(lost).toEqual([]);
  await kill();
});

it('a crash loop spends few new sessions', async () => {
  const spanMs = IS_QUICK ? 6_000 : 45_000;
  const { discord } = world;
  forgetStarts();
  const before = discord.identifies;
  const startedAt = performance.now();
  let starts = 0;
  while (performance.now() - startedAt < spanMs) {
    starts += 1;
    const online = world.startBot().catch(() => undefined);
    // It crashes as soon as it is online, or somewhere on its way.
    const leftMs = Math.max(0, spanMs - (performance.now() - startedAt));
    await Promise.race([online, sleep(random() < 0.3 ? between(random, 500, 3_000) : leftMs)]);
    world.program().child.kill('SIGKILL');
    await online;
    await isSoon(() => !discord.isBotOnline);
  }
  const identifies = discord.identifies - before;
  // After ten without a wait comes one after 15 s, and the next 30 s later.
  const bound = FREE_STARTS + (spanMs > 15_000 ? 1 : 0);
  recordFault({
    section: 'replies',
    fault: `A crash loop: the process is killed on its way or as soon as it is online, for ${(spanMs / 1000).toString()} s`,
    times: starts,
    lost: identifies > bound ? 1 : 0,
    note: `${identifies.toString()} identifies (of at most ${bound.toString()}) in ${starts.toString()} starts`,
  });
  expect(identifies).toBeGreaterThan(0);
  expect(identifies).toBeLessThanOrEqual(bound);
});
