import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FaultAnswer } from '../../src/local-discord/routes/faults.ts';
import { findButton, firstEmbed, type DiscordStage } from '../discord/support/start-stage.ts';
import { recordFault } from './support/fault-report.ts';
import { chooseTimes, createRandom } from './support/fault-run.ts';
import {
  BOUGHT,
  findReplies,
  isSoon,
  listErrors,
  PAID,
  pick,
  readShown,
  startSlowStage,
  tryTimes,
} from './support/reply-trials.ts';
import { watchCrashes } from './support/watch-crashes.ts';

/** One after another on each; so many at once, since a fault may be for everything that one bot asks. */
const STAGES = 10;
const FIRST_RESPONSE_MS = 2_500;
const TIMES = { full: 50, quick: 10 };
/** Longer than the first of our waits before another attempt. */
const SILENCE_MS = 450;

const FAULTS: readonly (readonly [string, FaultAnswer])[] = [
  ['500', { status: 500 }],
  ['502 page', { status: 502, form: 'text' }],
  ['429 for the route', { status: 429, retryAfterMs: 150 }],
  ['429 for everything', { status: 429, retryAfterMs: 150, global: true }],
  ['cut', { status: 200, form: 'cut' }],
  ['cut after it was done', { status: 200, form: 'cut', isCarriedOut: true }],
  ['no JSON', { status: 200, form: 'text', isCarriedOut: true }],
];
const CREATE = 'POST /channels/:id/messages';
const EDIT = 'PATCH /channels/:id/messages/:id';
const DELETE = 'DELETE /channels/:id/messages/:id';
const READ = 'GET /channels/:id/messages/:id';
const CALLBACK = 'POST /interactions/:id/:token/callback';
const EDIT_ORIGINAL = 'PATCH /webhooks/:id/:token/messages/@original';
const DELETE_ORIGINAL = 'DELETE /webhooks/:id/:token/messages/@original';
const FOLLOW_UP = 'POST /webhooks/:id/:token';

let stages: readonly DiscordStage[];
const random = createRandom('replies-rest');
const crashes = watchCrashes();
beforeAll(async () => {
  stages = await Promise.all(Array.from({ length: STAGES }, () => startSlowStage(random, 30)));
});
afterAll(async () => {
  await Promise.all(stages.map((stage) => stage.close()));
  crashes.end();
});

/** Plans one to three faults for each of these routes; tells how many of them leave the request done. */
function plan({ discord }: DiscordStage, routes: readonly string[]): number {
  let done = 0;
  for (const route of routes) {
    // The first response has three seconds, of which two waits leave enough.
    const count = 1 + Math.floor(random() * (route === CALLBACK ? 2 : 3));
    for (let index = 0; index < count; index++) {
      const [, { status, ...fault }] = pick(random, FAULTS);
      discord.answerNext(route, status, fault);
      if (fault.isCarriedOut === true) done += 1;
    }
  }
  return done;
}

/** Tries something so many times on every stage, and writes a row. */
async function tryAll(
  fault: string,
  attempt: (stage: DiscordStage, channelId: string) => Promise<boolean>,
  describe: () => string,
): Promise<void> {
  const times = chooseTimes(TIMES);
  const logStart = stages.map(({ log }) => log.length);
  const results = await Promise.all(
    stages.map((stage) =>
      tryTimes(times / STAGES, 1, async () => {
        stage.discord.forgetPlannedAnswers();
        const { id: channelId } = stage.discord.createChannel({ name: 'talk' });
        return attempt(stage, channelId);
      }),
    ),
  );
  const errors = stages.flatMap((stage, index) => listErrors(stage, logStart[index]));
  const lost = [...results.flat(), ...errors, ...crashes.seen];
  recordFault({ section: 'replies', fault, times, lost: lost.length, note: describe() });
  expect(lost).toEqual([]);
}

/** True where something holds, and still holds after another attempt would have been made. */
async function holds(check: () => boolean): Promise<boolean> {
  return (await isSoon(check)) && !(await isSoon(() => !check(), SILENCE_MS));
}

const post = ({ discord, ada }: DiscordStage, channelId: string): string =>
  discord.postMessage({ channelId, authorId: ada.id, content: `<@${discord.botId}> Who bought GitHub?` }).id;
const run = ({ discord, ada }: DiscordStage, channelId: string) =>
  discord.runCommand({ userId: ada.id, channelId, name: 'ask', options: { question: 'Who bought GitHub?' } });

it('messages are replied to once', async () => {
  await tryAll(
    'REST fails while a message is replied to: 429, 500, 502, cut, done but cut, no JSON, one to three in a row',
    async (stage, channelId) => {
      plan(stage, [CREATE]);
      const id = post(stage, channelId);
      return holds(() => {
        const replies = findReplies(stage.discord, channelId, id);
        return replies.length === 1 && replies.every((reply) => readShown(reply).includes(BOUGHT));
      });
    },
    () => 'each replied to once',
  );
});

it('commands are answered once, and in time', async () => {
  let slowestMs = 0;
  await tryAll(
    'REST fails while a command is answered: its first response and its answer',
    async (stage, channelId) => {
      plan(stage, [CALLBACK, EDIT_ORIGINAL]);
      const startedAt = performance.now();
      const asking = run(stage, channelId);
      await asking.awaitAcknowledgement();
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
      await asking.awaitMessage();
      return holds(
        () =>
          readShown(asking.message ?? fail()).includes(BOUGHT) &&
          asking.followUps.length === 0 &&
          stage.discord.listMessages(channelId, stage.ada.id).length === 1,
      );
    },
    () => `slowest first response ${(slowestMs / 1000).toFixed(2)} s`,
  );
  expect(slowestMs).toBeLessThan(FIRST_RESPONSE_MS);
});

it('edits are followed, and deletions', async () => {
  await tryAll(
    'REST fails while an answer follows an edit of its question, and then goes with it',
    async (stage, channelId) => {
      const { discord, ada } = stage;
      const id = post(stage, channelId);
      const replies = () => findReplies(discord, channelId, id);
      if (!(await isSoon(() => replies().length === 1))) return false;
      plan(stage, [READ, EDIT]);
      discord.editMessage({
        ...{ messageId: id, userId: ada.id, content: `<@${discord.botId}> Who paid for GitHub?` },
      });
      const isEdited = await holds(() => replies().length === 1 && replies().every(isPaid));
      plan(stage, [DELETE]);
      discord.deleteMessage({ messageId: id, userId: ada.id });
      return (await holds(() => replies().length === 0)) && isEdited;
    },
    () => 'each changed in place, once, and taken away',
  );
});

it('private words come, though a reply is forbidden', async () => {
  let twice = 0;
  await tryAll(
    'REST fails while an asker is told privately that a reply is forbidden',
    async (stage, channelId) => {
      stage.discord.answerNext(EDIT_ORIGINAL, 403, { apiCode: 50013 });
      const done = plan(stage, [DELETE_ORIGINAL, FOLLOW_UP]);
      const asking = run(stage, channelId);
      const isTold = await holds(() => asking.followUps.length >= 1 && asking.message === undefined);
      if (asking.followUps.length > 1) twice += 1;
      return isTold && asking.followUps.length <= 1 + done;
    },
    () => `each told; ${twice.toString()} read it twice, where Discord had done it and did not say so`,
  );
});

it('a button shows its passage once', async () => {
  await tryAll(
    'REST fails while a button is answered',
    async (stage, channelId) => {
      const { discord, ada } = stage;
      const message = await run(stage, channelId).awaitMessage();
      plan(stage, [CALLBACK, EDIT_ORIGINAL]);
      const customId = findButton(message, 'Show me');
      const clicked = discord.clickButton({ userId: ada.id, messageId: message.id, customId });
      const shown = await clicked.awaitMessage();
      const isOne = () => discord.listMessages(channelId, ada.id).length === 2;
      return (await holds(isOne)) && clicked.followUps.length === 0 && firstEmbed(shown).description !== '';
    },
    () => 'each shown once',
  );
});

const isPaid = (message: Parameters<typeof readShown>[0]): boolean => readShown(message).includes(PAID);

function fail(): never {
  throw new Error('the answer is gone');
}
