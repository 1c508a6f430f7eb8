import { setTimeout as sleep } from 'node:timers/promises';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pino } from 'pino';
import { startBot } from '../../src/discord/start-bot.ts';
import { stageAbstention } from '../doubles/staged-library.ts';
import {
  askInChannel,
  awaitReply,
  firstEmbed,
  listButtons,
  listReplies,
  startStage,
  WORDS,
  type DiscordStage,
} from './support/start-stage.ts';

const QUESTION = 'Who bought GitHub?';
/** Longer than the bot needs to reply on loopback, for tests that it does not. */
const SILENCE_MS = 250;

let stage: DiscordStage;
beforeAll(async () => {
  stage = await startStage({
    bot: { answerChannels: ['#Help'] },
    discord: { privilegedIntents: { messageContent: true } },
  });
});
afterAll(async () => {
  await stage.close();
});

const openChannel = () => stage.discord.createChannel({ name: 'talk' }).id;

describe('a mention', () => {
  it('is answered with a reply to it that pings nobody', async () => {
    const { discord, ada, general } = stage;
    const typing = discord.awaitEvent('typing', { where: ({ userId }) => userId === discord.botId });
    const reply = awaitReply(stage, general);
    const question = discord.postMessage({
      channelId: general,
      authorId: ada.id,
      content: QUESTION,
      mentions: [discord.botId],
    });
    const message = await reply;
    expect((await typing).channelId).toBe(general);
    expect(message.message_reference?.message_id).toBe(question.id);
    expect(message.nonce).toBe(question.id);
    expect(message.mentions).toEqual([]);
    expect(firstEmbed(message).description).toContain(WORDS);
    expect(firstEmbed(message)).not.toHaveProperty('title');
    expect(stage.library.asked.at(-1)).toBe(QUESTION);
  });

  it('without words is answered with how to ask', async () => {
    const { discord, ada } = stage;
    const asked = stage.library.asked.length;
    const reply = await askInChannel(stage, {
      channelId: openChannel(),
      authorId: ada.id,
      content: '',
      mentions: [discord.botId],
    });
    expect(reply.content).toContain('Write your question after mentioning me');
    expect(stage.library.asked.length).toBe(asked);
  });

  it('in a thread is answered there', async () => {
    const { discord, ada } = stage;
    const thread = discord.startThread({ userId: ada.id, channelId: openChannel(), name: 'More' });
    const reply = await askInChannel(stage, {
      channelId: thread.id,
      authorId: ada.id,
      content: QUESTION,
      mentions: [discord.botId],
    });
    expect(firstEmbed(reply).description).toContain(WORDS);
  });

  it('that Discord delivers twice gets one reply', async () => {
    const { discord, ada } = stage;
    const channelId = openChannel();
    const asked = stage.library.asked.length;
    const delivered = discord.awaitEvent('messageCreate', {
      where: (event) => event.channelId === channelId,
    });
    const reply = awaitReply(stage, channelId);
    discord.postMessage({ channelId, authorId: ada.id, content: QUESTION, mentions: [discord.botId] });
    discord.events.emit('messageCreate', await delivered);
    await reply;
    await sleep(SILENCE_MS);
    expect(listReplies(stage, channelId, ada.id)).toHaveLength(1);
    expect(stage.library.asked.length).toBe(asked + 1);
  });

  it('that two processes of the bot see gets one reply', async () => {
    const { discord, ada, library } = stage;
    const channelId = openChannel();
    const twin = await startBot({
      token: discord.botToken,
      apiBase: discord.restBase,
      library,
      logger: pino({ level: 'silent' }),
    });
    try {
      const asked = library.asked.length;
      await askInChannel(stage, {
        channelId,
        authorId: ada.id,
        content: QUESTION,
        mentions: [discord.botId],
      });
      await expect.poll(() => library.asked.length).toBe(asked + 2);
      await sleep(SILENCE_MS);
      expect(listReplies(stage, channelId, ada.id)).toHaveLength(1);
      const twice = discord.runCommand({
        userId: ada.id,
        channelId,
        name: 'ask',
        options: { question: QUESTION },
      });
      await twice.awaitMessage();
      await sleep(SILENCE_MS);
      expect(listReplies(stage, channelId, ada.id)).toHaveLength(2);
    } finally {
      await twin.close();
    }
  });

  it('is answered after the connection broke and was resumed', async () => {
    const { discord, ada, general } = stage;
    discord.dropGateway();
    const reply = await askInChannel(stage, {
      channelId: general,
      authorId: ada.id,
      content: QUESTION,
      mentions: [discord.botId],
    });
    expect(firstEmbed(reply).description).toContain(WORDS);
  });
});

describe('a reply to the bot', () => {
  it('is answered where it is a question, and left alone where it is thanks', async () => {
    const { discord, ada } = stage;
    const channelId = openChannel();
    const first = await askInChannel(stage, {
      channelId,
      authorId: ada.id,
      content: QUESTION,
      mentions: [discord.botId],
    });
    discord.postMessage({ channelId, authorId: ada.id, content: 'thanks a lot', replyTo: first.id });
    await sleep(SILENCE_MS);
    expect(listReplies(stage, channelId, ada.id)).toHaveLength(1);
    await askInChannel(stage, {
      channelId,
      authorId: ada.id,
      content: 'And when was GitHub sold?',
      replyTo: first.id,
    });
    expect(listReplies(stage, channelId, ada.id)).toHaveLength(2);
  });
});

describe('a direct message', () => {
  it('is answered without a mention', async () => {
    const { discord, ada } = stage;
    const channelId = discord.openDirectMessage(ada.id);
    const reply = await askInChannel(stage, { channelId, authorId: ada.id, content: QUESTION });
    expect(firstEmbed(reply).description).toContain(WORDS);
    expect(listButtons(reply).map(({ label }) => label)).toEqual(['Show me', '👍', '👎', 'Dismiss']);
  });
});

describe('a channel', () => {
  it('that is named needs no mention', async () => {
    const { ada, help } = stage;
    const reply = await askInChannel(stage, { channelId: help, authorId: ada.id, content: QUESTION });
    expect(firstEmbed(reply).description).toContain(WORDS);
  });

  it('that is named is left alone where people talk to each other', async () => {
    const { discord, ada, bob, help } = stage;
    const talk = discord.postMessage({
      channelId: help,
      authorId: ada.id,
      content: 'Do you know?',
      mentions: [bob.id],
    });
    discord.postMessage({ channelId: help, authorId: bob.id, content: QUESTION, replyTo: talk.id });
    discord.postMessage({
      channelId: help,
      authorId: bob.id,
      content: QUESTION,
      replyTo: talk.id,
      pingReplied: false,
    });
    discord.postMessage({
      channelId: help,
      authorId: discord.createUser({ name: 'Robot', bot: true }).id,
      content: QUESTION,
    });
    discord.postWebhookMessage({ channelId: help, name: 'News', content: QUESTION });
    const before = listReplies(stage, help, ada.id).length;
    await sleep(SILENCE_MS);
    expect(listReplies(stage, help, ada.id).length).toBe(before);
  });

  it('that is not named is left alone', async () => {
    const { discord, ada } = stage;
    const channelId = openChannel();
    discord.postMessage({ channelId, authorId: ada.id, content: QUESTION });
    discord.postMessage({ channelId, authorId: ada.id, content: `@everyone ${QUESTION}` });
    await sleep(SILENCE_MS);
    expect(listReplies(stage, channelId, ada.id)).toEqual([]);
  });
});

describe('a missing permission', () => {
  const deny = (permission: bigint) => {
    const channelId = openChannel();
    stage.discord.revokeBotPermissions(channelId, permission);
    return channelId;
  };

  it.each([
    ['Send Messages', PermissionFlagsBits.SendMessages],
    ['Embed Links', PermissionFlagsBits.EmbedLinks],
    ['Read Message History', PermissionFlagsBits.ReadMessageHistory],
  ])('is told to the asker in a direct message, and nothing is tried: %s', async (name, permission) => {
    const { discord, ada } = stage;
    const channelId = deny(permission);
    const direct = discord.openDirectMessage(ada.id);
    const tried: string[] = [];
    const note = ({ path }: { readonly path: string }) => {
      if (path.includes(channelId)) tried.push(path);
    };
    discord.events.on('request', note);
    const told = await askInChannelOf(direct, channelId, ada.id);
    discord.events.off('request', note);
    expect(told.content).toContain(`“${name}”`);
    expect(told.content).toContain(`<#${channelId}>`);
    expect(tried).toEqual([]);
    expect(listReplies(stage, channelId, ada.id)).toEqual([]);
  });

  it('in threads is the one for threads', async () => {
    const { discord, ada } = stage;
    const channelId = deny(PermissionFlagsBits.SendMessagesInThreads);
    const thread = discord.startThread({ userId: ada.id, channelId, name: 'Quiet' });
    const told = await askInChannelOf(discord.openDirectMessage(ada.id), thread.id, ada.id);
    expect(told.content).toContain('“Send Messages in Threads”');
  });

  it('that only Discord knows of is told, too', async () => {
    const { discord, ada } = stage;
    const channelId = openChannel();
    discord.answerNext('POST /channels/:id/messages', 403, { apiCode: 50013 });
    const told = await askInChannelOf(discord.openDirectMessage(ada.id), channelId, ada.id);
    expect(told.content).toContain('Discord did not let me post here');
  });

  it('is logged once where the asker takes no direct messages', async () => {
    const { discord, log } = stage;
    const channelId = deny(PermissionFlagsBits.ReadMessageHistory);
    const shut = discord.createUser({ name: 'Shut', acceptsDirectMessages: false });
    const count = () =>
      log.filter((line) => line.includes(channelId) && line.includes('could not be told')).length;
    for (let index = 0; index < 3; index++) {
      discord.postMessage({ channelId, authorId: shut.id, content: QUESTION, mentions: [discord.botId] });
    }
    await expect.poll(count).toBe(1);
    await sleep(SILENCE_MS);
    expect(count()).toBe(1);
  });

  /** Mentions the bot in one channel, and waits for its message in another. */
  async function askInChannelOf(replyChannelId: string, channelId: string, authorId: string) {
    const told = awaitReply(stage, replyChannelId);
    stage.discord.postMessage({ channelId, authorId, content: QUESTION, mentions: [stage.discord.botId] });
    return told;
  }
});

describe('a mention when things go wrong', () => {
  let other: DiscordStage;
  beforeAll(async () => {
    other = await startStage({
      bot: { questionsPerMinute: 1, maxWaitingQuestions: 1, maxConcurrentQuestions: 1 },
      stage: async (question) => {
        if (question === 'broken') throw new Error('secret detail');
        if (question === 'slow') await sleep(400);
        return stageAbstention(question, 'weak-evidence');
      },
    });
  });
  afterAll(async () => {
    await other.close();
  });
  const mention = (authorId: string, content: string) =>
    other.discord.postMessage({
      channelId: other.general,
      authorId,
      content,
      mentions: [other.discord.botId],
    });

  it('is answered with a reference where the library fails', async () => {
    const reply = awaitReply(other, other.general);
    mention(other.mod.id, 'broken');
    expect((await reply).content).toMatch(/Something broke.*Reference: [0-9a-f]{8}/);
  });

  it('is answered as busy where too many wait', async () => {
    const { discord } = other;
    const askers = [1, 2, 3].map((index) => discord.createUser({ name: `Waiter ${String(index)}` }));
    const asked = askers.map(({ id }) => mention(id, 'slow').id);
    const repliesTo = (id: string | undefined) =>
      listReplies(other, other.general, other.ada.id).filter(
        (reply) => reply.message_reference?.message_id === id,
      );
    await expect.poll(() => asked.map((id) => repliesTo(id).length), { timeout: 5_000 }).toEqual([1, 1, 1]);
    expect(asked.map((id) => repliesTo(id)[0]?.content.includes('more questions waiting'))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('too soon is told in a direct message, once', async () => {
    const { discord, ada } = other;
    const direct = discord.openDirectMessage(ada.id);
    const told = awaitReply(other, direct);
    for (let index = 0; index < 5; index++) mention(ada.id, `question ${String(index)}`);
    expect((await told).content).toMatch(/Please wait \d+ seconds?\./);
    await sleep(SILENCE_MS);
    expect(listReplies(other, direct, ada.id)).toHaveLength(1);
  });

  it('too soon is told in the channel where the asker takes no direct messages', async () => {
    const { discord } = other;
    const shut = discord.createUser({ name: 'Shut', acceptsDirectMessages: false });
    const channelId = discord.createChannel({ name: 'shut' }).id;
    for (let index = 0; index < 4; index++) {
      discord.postMessage({ channelId, authorId: shut.id, content: 'Why?', mentions: [discord.botId] });
    }
    const contents = () => listReplies(other, channelId, shut.id).map(({ content }) => content);
    await expect.poll(contents).toContainEqual(expect.stringMatching(/Please wait \d+ seconds?\./));
  });
});
