import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FaultAnswer } from '../../src/local-discord/routes/faults.ts';
import {
  askInChannel,
  firstEmbed,
  listReplies,
  startStage,
  WORDS,
  type DiscordStage,
} from './support/start-stage.ts';

const QUESTION = 'Who bought GitHub?';
/** Longer than another attempt takes to come. */
const SILENCE_MS = 250;

let stage: DiscordStage;
let channelId: string;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(async () => {
  await stage.close();
});
beforeEach(() => {
  channelId = stage.discord.createChannel({ name: 'talk' }).id;
});

const FAULTS: readonly (readonly [string, FaultAnswer])[] = [
  ['500', { status: 500 }],
  ['502 with a page', { status: 502, form: 'text' }],
  ['429 for the route', { status: 429, retryAfterMs: 200 }],
  ['429 for everything', { status: 429, retryAfterMs: 200, global: true }],
  ['a cut connection', { status: 200, form: 'cut' }],
  ['an answer that is cut off after it was done', { status: 200, form: 'cut', isCarriedOut: true }],
  ['an answer that is no JSON', { status: 200, form: 'text', isCarriedOut: true }],
];

describe.each(FAULTS)('%s', (_, { status, ...fault }) => {
  it('keeps no reply to a message from coming, once', async () => {
    const { discord, ada } = stage;
    discord.answerNext('POST /channels/:id/messages', status, fault);
    const content = `<@${discord.botId}> ${QUESTION}`;
    const reply = await askInChannel(stage, { channelId, authorId: ada.id, content });
    expect(firstEmbed(reply).description).toContain(WORDS);
    await sleep(SILENCE_MS);
    expect(listReplies(stage, channelId, ada.id)).toHaveLength(1);
    discord.forgetPlannedAnswers();
  });

  it('keeps no command from being answered in time, once', async () => {
    const { discord, ada } = stage;
    discord.answerNext('POST /interactions/:id/:token/callback', status, fault);
    discord.answerNext('PATCH /webhooks/:id/:token/messages/:id', status, fault);
    const asking = discord.runCommand({
      userId: ada.id,
      channelId,
      name: 'ask',
      options: { question: QUESTION },
    });
    await asking.awaitAcknowledgement(2_500);
    expect(firstEmbed(await asking.awaitMessage()).description).toContain(WORDS);
    await sleep(SILENCE_MS);
    expect(listReplies(stage, channelId, ada.id)).toHaveLength(1);
    expect(asking.followUps).toEqual([]);
    discord.forgetPlannedAnswers();
  });
});
