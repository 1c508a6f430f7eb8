import { setTimeout as sleep } from 'node:timers/promises';
import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stageAnswer } from '../doubles/staged-library.ts';
import { makePassages } from '../doubles/make-passage.ts';
import {
  askInChannel,
  firstEmbed,
  listReplies,
  startStage,
  type DiscordStage,
} from './support/start-stage.ts';

const WORDS = 'Microsoft bought GitHub in 2018.';
const OTHER_WORDS = 'It was paid in shares.';
const passages = makePassages([{ title: 'A deal', text: `${WORDS} ${OTHER_WORDS}` }]);
/** Longer than the bot needs on loopback, for tests that it does nothing. */
const SILENCE_MS = 250;
const SLOW_MS = 150;

let stage: DiscordStage;
let channelId: string;
beforeAll(async () => {
  stage = await startStage({
    passages,
    bot: { answerChannels: ['help'] },
    discord: { privilegedIntents: { messageContent: true } },
    stage: async (question) => {
      if (question.includes('slowly')) await sleep(SLOW_MS);
      const [passage] = passages;
      if (passage === undefined) throw new Error('no passage');
      return stageAnswer(question, [{ passage, words: question.includes('paid') ? OTHER_WORDS : WORDS }]);
    },
  });
});
afterAll(async () => {
  await stage.close();
});
beforeEach(() => {
  channelId = stage.discord.createChannel({ name: 'talk' }).id;
});

const mention = (content: string) => `<@${stage.discord.botId}> ${content}`;
const ask = (content: string, where = channelId) =>
  askInChannel(stage, { channelId: where, authorId: stage.ada.id, content });
const edit = (messageId: string | undefined, content: string) =>
  stage.discord.editMessage({ messageId: messageId ?? '', userId: stage.ada.id, content });
const questionOf = (reply: APIMessage) => reply.message_reference?.message_id ?? '';
const replies = (where = channelId) => listReplies(stage, where, stage.ada.id);
const shown = (where = channelId) =>
  replies(where).map(({ content, embeds }) => `${content}${embeds[0]?.description ?? ''}`);

/** Where people ask without a command, each with how a question is written there. */
const PLACES: readonly (readonly [string, () => string, (content: string) => string])[] = [
  ['a mention', () => channelId, mention],
  ['a direct message', () => stage.discord.openDirectMessage(stage.ada.id), (content) => content],
  ['a channel for answers', () => stage.help, (content) => content],
  [
    'a thread',
    () => stage.discord.startThread({ userId: stage.ada.id, channelId, name: 'More' }).id,
    mention,
  ],
];

describe.each(PLACES)('a question in %s', (_, openPlace, write) => {
  it('that is edited has its answer changed in place', async () => {
    const where = openPlace();
    const reply = await ask(write('Who bought GitHub?'), where);
    expect(firstEmbed(reply).description).toContain(WORDS);
    edit(questionOf(reply), write('Who paid for GitHub?'));
    await expect.poll(() => shown(where).at(-1)).toContain(OTHER_WORDS);
    expect(replies(where).at(-1)?.id).toBe(reply.id);
    expect(replies(where).at(-1)?.mentions).toEqual([]);
  });

  it('that is deleted takes its answer with it', async () => {
    const where = openPlace();
    const reply = await ask(write('Who bought GitHub?'), where);
    stage.discord.deleteMessage({ userId: stage.ada.id, messageId: questionOf(reply) });
    await expect.poll(() => replies(where).map(({ id }) => id)).not.toContain(reply.id);
  });

  it('that is deleted while it is being answered gets no answer', async () => {
    const where = openPlace();
    const before = replies(where).length;
    const asked = stage.library.asked.length;
    const question = stage.discord.postMessage({
      channelId: where,
      authorId: stage.ada.id,
      content: write('Who slowly bought GitHub?'),
    });
    await expect.poll(() => stage.library.asked.length).toBe(asked + 1);
    stage.discord.deleteMessage({ userId: stage.ada.id, messageId: question.id });
    await sleep(SLOW_MS + SILENCE_MS);
    expect(replies(where)).toHaveLength(before);
  });

  it('is known after a restart by the reference that its answer carries', async () => {
    const where = openPlace();
    const first = await ask(write('Who bought GitHub?'), where);
    const second = await ask(write('Who paid for GitHub?'), where);
    await stage.restart();
    edit(questionOf(first), write('Who paid for GitHub, then?'));
    stage.discord.deleteMessage({ userId: stage.ada.id, messageId: questionOf(second) });
    await expect.poll(() => shown(where).at(-1), { timeout: 3_000 }).toContain(OTHER_WORDS);
    await expect.poll(() => replies(where).at(-1)?.id).toBe(first.id);
  });
});

describe('an edit', () => {
  it('that makes another question of it marks the answer, and one back takes the mark away', async () => {
    const reply = await ask(mention('Who bought GitHub?'));
    edit(questionOf(reply), mention('What does a glacier sensor weigh in paid winters?'));
    await expect.poll(() => shown().at(-1)).toContain('The question was changed');
    expect(shown().at(-1)).toContain(WORDS);
    edit(questionOf(reply), mention('Who bought GitHub?'));
    await expect.poll(() => shown().at(-1)).not.toContain('The question was changed');
    expect(replies()).toHaveLength(1);
  });

  it('that takes the mention away marks the answer', async () => {
    const reply = await ask(mention('Who bought GitHub?'));
    edit(questionOf(reply), 'Who bought GitHub?');
    await expect.poll(() => shown().at(-1)).toContain('The question was changed');
  });

  it('that changes no word, and a preview of a link, change nothing', async () => {
    const reply = await ask(mention('Who bought GitHub?'));
    const asked = stage.library.asked.length;
    const requests: string[] = [];
    const note = ({ path }: { readonly path: string }) => void requests.push(path);
    const question = stage.discord
      .listMessages(channelId, stage.ada.id)
      .find(({ id }) => id === questionOf(reply));
    if (question === undefined) throw new Error('no question');
    stage.discord.events.on('request', note);
    const event = { channelId, guildId: stage.discord.guild.id, viewerId: null };
    stage.discord.events.emit('messageUpdate', {
      ...event,
      message: { ...question, embeds: [{ url: 'x' }] },
    });
    await sleep(SILENCE_MS);
    expect(requests.filter((path) => path.includes(question.id))).toEqual([]);
    edit(question.id, mention('WHO bought  GitHub?'));
    await sleep(SILENCE_MS);
    stage.discord.events.off('request', note);
    expect(stage.library.asked.length).toBe(asked);
    expect(replies().at(-1)?.edited_timestamp).toBeNull();
  });

  it('while the question is being answered is what is answered, once', async () => {
    const asked = stage.library.asked.length;
    const question = stage.discord.postMessage({
      channelId,
      authorId: stage.ada.id,
      content: mention('Who slowly bought GitHub?'),
    });
    await expect.poll(() => stage.library.asked.length).toBe(asked + 1);
    edit(question.id, mention('Who slowly paid for GitHub?'));
    await expect.poll(() => replies().length).toBe(1);
    expect(shown()[0]).toContain(OTHER_WORDS);
    await sleep(SILENCE_MS);
    expect(replies()).toHaveLength(1);
    expect(stage.library.asked.slice(asked)).toEqual([
      'Who slowly bought GitHub?',
      'Who slowly paid for GitHub?',
    ]);
  });

  it('that takes the mention away while the question is being answered leaves it unanswered', async () => {
    const asked = stage.library.asked.length;
    const question = stage.discord.postMessage({
      channelId,
      authorId: stage.ada.id,
      content: mention('Who slowly bought GitHub?'),
    });
    await expect.poll(() => stage.library.asked.length).toBe(asked + 1);
    edit(question.id, 'Never mind.');
    await sleep(SLOW_MS + SILENCE_MS);
    expect(replies()).toEqual([]);
  });

  it('that comes twice, and several in a row, leave the answer to the last', async () => {
    const reply = await ask(mention('Who bought GitHub?'));
    const asked = stage.library.asked.length;
    const update = stage.discord.awaitEvent('messageUpdate');
    edit(questionOf(reply), mention('Who slowly bought GitHub?'));
    stage.discord.events.emit('messageUpdate', await update);
    edit(questionOf(reply), mention('Who then paid for GitHub?'));
    await expect.poll(() => shown().at(-1)).toContain(OTHER_WORDS);
    await sleep(SILENCE_MS);
    expect(shown().at(-1)).toContain(OTHER_WORDS);
    expect(stage.library.asked.length).toBeLessThanOrEqual(asked + 2);
  });

  it('of a question whose answer was dismissed brings no other', async () => {
    const reply = await ask(mention('Who bought GitHub?'));
    stage.discord.deleteMessage({ userId: stage.mod.id, messageId: reply.id });
    edit(questionOf(reply), mention('Who paid for GitHub?'));
    await sleep(SILENCE_MS);
    expect(replies()).toEqual([]);
  });
});

describe('many messages deleted at once', () => {
  it('take their answers with them, those of before a restart, too', async () => {
    const first = await ask(mention('Who bought GitHub?'));
    await stage.restart();
    const second = await ask(mention('Who paid for GitHub?'));
    const kept = await ask(mention('Who kept GitHub?'));
    stage.discord.deleteMessages({
      channelId,
      userId: stage.mod.id,
      messageIds: [questionOf(first), questionOf(second)],
    });
    await expect.poll(() => replies().map(({ id }) => id)).toEqual([kept.id]);
  });
});
