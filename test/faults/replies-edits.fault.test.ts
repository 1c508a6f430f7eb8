import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NOTICES } from '../../src/discord/notices.ts';
import { startBot } from '../../src/discord/start-bot.ts';
import { listReplies, type DiscordStage } from '../discord/support/start-stage.ts';
import { recordFault } from './support/fault-report.ts';
import { chooseTimes, createRandom } from './support/fault-run.ts';
import {
  awaitQuiet,
  between,
  findReplies,
  GLACIER,
  isSoon,
  listErrors,
  PAID,
  readShown,
  startSlowStage,
  tryTimes,
} from './support/reply-trials.ts';
import { watchCrashes } from './support/watch-crashes.ts';

/** How long the library takes at most, and how long after the question something may happen to it. */
const ANSWER_MS = 250;
const MOMENT_MS = 500;
const WIDTH = 10;
const TIMES = { full: 100, quick: 10 };

let stage: DiscordStage;
const random = createRandom('replies-edits');
const crashes = watchCrashes();
beforeAll(async () => {
  stage = await startSlowStage(random, ANSWER_MS);
});
afterAll(async () => {
  await stage.close();
  crashes.end();
});

/** Asks by a mention, in a channel of its own. */
function ask(question = 'Who bought GitHub?') {
  const { discord, ada } = stage;
  const channelId = discord.createChannel({ name: 'talk' }).id;
  const { id } = discord.postMessage({
    ...{ channelId, authorId: ada.id, content: `<@${discord.botId}> ${question}` },
  });
  return { id, channelId, replies: () => findReplies(discord, channelId, id) };
}

/** Writes a row, and holds it to nothing lost. */
function report(fault: string, times: number, lost: readonly string[], note: string): void {
  const all = [...lost, ...crashes.seen, ...listErrors(stage)];
  recordFault({ section: 'replies', fault, times, lost: all.length, note });
  expect(all).toEqual([]);
}

it('an edit to other words of the same question is what is answered, once', async () => {
  const times = chooseTimes(TIMES);
  let early = 0;
  const lost = await tryTimes(times, WIDTH, async () => {
    const { id, replies } = ask();
    await sleep(between(random, 0, MOMENT_MS));
    if (replies().length === 0) early += 1;
    const content = `<@${stage.discord.botId}> Who paid for GitHub?`;
    stage.discord.editMessage({ messageId: id, userId: stage.ada.id, content });
    const isRight = () =>
      replies().length === 1 && replies().every((reply) => readShown(reply).includes(PAID));
    return (await isSoon(isRight)) && !readShown(replies()[0] ?? never()).includes(NOTICES.edited);
  });
  await awaitQuiet(stage);
  report(
    'A question edited to other words at a random moment',
    times,
    lost,
    `${early.toString()} before the reply`,
  );
});

it('an edit to another question is answered, or marks the answer', async () => {
  const times = chooseTimes(TIMES);
  let early = 0;
  const asked: ReturnType<typeof ask>[] = [];
  const isRight = ({ replies }: ReturnType<typeof ask>): boolean => {
    const [reply, further] = replies();
    if (reply === undefined || further !== undefined) return false;
    return readShown(reply).includes(GLACIER) !== readShown(reply).includes(NOTICES.edited);
  };
  const lost = await tryTimes(times, WIDTH, async () => {
    const question = ask();
    asked.push(question);
    await sleep(between(random, 0, MOMENT_MS));
    if (question.replies().length === 0) early += 1;
    const content = `<@${stage.discord.botId}> What does a glacier sensor weigh?`;
    stage.discord.editMessage({ messageId: question.id, userId: stage.ada.id, content });
    return isSoon(() => isRight(question));
  });
  await awaitQuiet(stage);
  const changed = asked.filter((question) => !isRight(question)).map(({ id }) => id);
  report(
    'A question edited to another question at a random moment',
    times,
    [...lost, ...changed],
    `${early.toString()} before the reply; the others are marked`,
  );
});

it('a question that is deleted leaves no answer', async () => {
  const times = chooseTimes(TIMES);
  let early = 0;
  const asked: ReturnType<typeof ask>[] = [];
  const lost = await tryTimes(times, WIDTH, async () => {
    const question = ask();
    asked.push(question);
    await sleep(between(random, 0, MOMENT_MS));
    if (question.replies().length === 0) early += 1;
    stage.discord.deleteMessage({ messageId: question.id, userId: stage.ada.id });
    return isSoon(() => question.replies().length === 0);
  });
  await awaitQuiet(stage);
  const left = asked.filter(({ channelId }) => listReplies(stage, channelId, stage.ada.id).length > 0);
  report(
    'A question deleted at a random moment',
    times,
    [...lost, ...left.map(({ id }) => id)],
    `${early.toString()} before the reply`,
  );
});

it('an event that comes twice gets one reply', async () => {
  const times = chooseTimes(TIMES);
  const { discord, ada } = stage;
  const asked: ReturnType<typeof ask>[] = [];
  const lost = await tryTimes(times, WIDTH, async (index) => {
    if (index % 2 === 0) {
      const told = discord.awaitEvent('messageCreate');
      const question = ask();
      asked.push(question);
      const event = await told;
      await sleep(between(random, 0, MOMENT_MS));
      discord.events.emit('messageCreate', event);
      return isSoon(() => question.replies().length === 1);
    }
    const opened = discord.awaitEvent('interaction');
    const asking = runAsk(discord.createChannel({ name: 'talk' }).id);
    const event = await opened;
    await sleep(between(random, 0, MOMENT_MS));
    discord.events.emit('interaction', event);
    await asking.awaitMessage();
    return asking.followUps.length === 0 && listReplies(stage, event.channelId, ada.id).length === 1;
  });
  await awaitQuiet(stage);
  const twice = asked.filter(({ replies }) => replies().length !== 1).map(({ id }) => id);
  report('A message or command delivered twice', times, [...lost, ...twice], 'one reply each');
});

it('two bots with one token give one reply', async () => {
  const times = chooseTimes(TIMES);
  const { discord, ada, library } = stage;
  const twin = await startBot({
    ...{ token: discord.botToken, apiBase: discord.restBase, library, logger: pino({ level: 'silent' }) },
    ...{ questionsPerMinute: 100_000, channelQuestionsPerMinute: 100_000, serverQuestionsPerMinute: 100_000 },
    maxConcurrentQuestions: 100,
  });
  const channelIds: string[] = [];
  const lost = await tryTimes(times, WIDTH, async (index) => {
    if (index % 2 === 0) {
      const { channelId, replies } = ask();
      channelIds.push(channelId);
      return isSoon(() => replies().length === 1);
    }
    const channelId = discord.createChannel({ name: 'talk' }).id;
    channelIds.push(channelId);
    await runAsk(channelId).awaitMessage();
    return true;
  });
  await awaitQuiet(stage);
  await awaitQuiet({ discord, bot: twin });
  await twin.close();
  const twice = channelIds.filter((id) => listReplies(stage, id, ada.id).length !== 1);
  report(
    'A message or command that two bots with one token see',
    times,
    [...lost, ...twice],
    'one reply each',
  );
});

const runAsk = (channelId: string) =>
  stage.discord.runCommand({
    ...{ userId: stage.ada.id, channelId, name: 'ask', options: { question: 'Who bought GitHub?' } },
  });

function never(): never {
  throw new Error('no reply');
}
