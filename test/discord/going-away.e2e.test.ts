import { setTimeout as sleep } from 'node:timers/promises';
import { PermissionFlagsBits, type APIUser } from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stageAnswer } from '../doubles/staged-library.ts';
import { makePassages } from '../doubles/make-passage.ts';
import { watchCrashes } from '../faults/support/watch-crashes.ts';
import {
  askInChannel,
  awaitReply,
  firstEmbed,
  listReplies,
  startStage,
  WORDS,
  type DiscordStage,
} from './support/start-stage.ts';

const passages = makePassages([{ title: 'A deal', text: WORDS }]);
/** Longer than the bot needs on loopback, for tests that it does nothing more. */
const SILENCE_MS = 250;

let stage: DiscordStage;
/** The server besides the first, where the bot goes on. */
let elsewhere: string;
let asker: APIUser;
let channelId: string;
let requests: string[];
let logStart: number;
/** Questions that wait, each with what lets it go on. */
let waiting: (() => void)[] = [];
const crashes = watchCrashes();

beforeAll(async () => {
  stage = await startStage({
    passages,
    discord: { guilds: [{ name: 'Home', channels: ['general', 'help'] }, { name: 'Other' }] },
    bot: { maxConcurrentQuestions: 10 },
    stage: async (question) => {
      const [passage] = passages;
      if (passage === undefined) throw new Error('no passage');
      if (question.includes('wait')) await new Promise<void>((resolve) => waiting.push(resolve));
      return stageAnswer(question, [{ passage, words: WORDS }]);
    },
  });
  elsewhere = stage.discord.listGuilds()[1]?.id ?? '';
  stage.discord.events.on('request', ({ method, path, status }) => {
    requests.push(`${method} ${path.replace(/\d{5,}/g, ':id')} ${status.toString()}`);
  });
});
afterAll(async () => {
  await stage.close();
  crashes.end();
});
beforeEach(() => {
  const { discord } = stage;
  asker = discord.createUser({ name: 'Asker' });
  channelId = discord.createChannel({ name: 'talk' }).id;
  requests = [];
  waiting = [];
  logStart = stage.log.length;
});
afterEach(async () => {
  const { discord } = stage;
  discord.inviteBot();
  discord.forgetPlannedAnswers();
  await askElsewhere();
  expect(crashes.seen).toEqual([]);
  const lines = stage.log.slice(logStart).filter((line) => /"level":[56]0/.test(line));
  expect(lines).toEqual([]);
});

/** The bot goes on answering there; when it has, it has heard of everything before. */
async function askElsewhere(): Promise<void> {
  const where = stage.discord.listChannels(elsewhere)[0]?.id ?? '';
  const content = `<@${stage.discord.botId}> Who?`;
  const done = stage.discord.awaitEvent('request', {
    where: ({ method, path }) => method === 'POST' && path === `/channels/${where}/messages`,
  });
  const reply = await askInChannel(stage, { channelId: where, authorId: asker.id, content });
  await done;
  expect(firstEmbed(reply).description).toContain(WORDS);
}

/** Mentions the bot with a question that waits, and comes back when it does. */
async function mention(where: string, authorId = asker.id): Promise<void> {
  const before = waiting.length;
  const content = `<@${stage.discord.botId}> Who can wait?`;
  stage.discord.postMessage({ channelId: where, authorId, content });
  await expect.poll(() => waiting.length).toBe(before + 1);
}
async function command(where: string) {
  const before = waiting.length;
  const { discord } = stage;
  const options = { question: 'Who can wait?' };
  const asking = discord.runCommand({ userId: asker.id, channelId: where, name: 'ask', options });
  await expect.poll(() => waiting.length).toBe(before + 1);
  return asking;
}
/** Lets the questions go on; from here on requests count. */
function goOn(): void {
  requests = [];
  for (const release of waiting) release();
}
const toldTo = (userId: string) =>
  listReplies(stage, stage.discord.openDirectMessage(userId), userId).map(({ content }) => content);
const startThread = () => stage.discord.startThread({ userId: asker.id, channelId, name: 'More' }).id;
const countWarnings = () =>
  stage.log.slice(logStart).filter((line) => line.includes('"level":40') && line.includes('refused a reply'))
    .length;
const POST = 'POST /channels/:id/messages';
const OPEN = 'POST /users/@me/channels 200';
const ORIGINAL = '/webhooks/:id/:token/messages/@original';

describe('a message', () => {
  it('in a channel whose permission went meanwhile: its asker is told, and it is logged once', async () => {
    const { discord, bob } = stage;
    for (const authorId of [asker.id, asker.id, bob.id]) await mention(channelId, authorId);
    discord.revokeBotPermissions(channelId, PermissionFlagsBits.SendMessages);
    goOn();
    await expect.poll(() => toldTo(bob.id).length).toBe(1);
    await sleep(SILENCE_MS);
    expect(toldTo(asker.id)).toEqual([
      expect.stringContaining(`question in <#${channelId}>: Discord did not let me post`),
    ]);
    expect(requests.filter((line) => line.includes('typing')).length).toBe(0);
    expect([...requests].sort()).toEqual(
      [
        ...Array.from({ length: 3 }, () => `${POST} 403`),
        ...[1, 2].flatMap(() => [`${POST} 200`, OPEN]),
      ].sort(),
    );
    expect(countWarnings()).toBe(1);
  });

  it('in a thread that is archived meanwhile is answered, which reopens it', async () => {
    const { discord } = stage;
    const thread = startThread();
    await mention(thread);
    discord.setThreadState(thread, { archived: true });
    const reply = awaitReply(stage, thread);
    goOn();
    expect(firstEmbed(await reply).description).toContain(WORDS);
    await expect.poll(() => requests).toEqual([`${POST} 200`]);
  });

  it.each([{ locked: true }, { locked: true, archived: true }])(
    'in a thread that is closed meanwhile (%o): its asker is told',
    async (state) => {
      const thread = startThread();
      await mention(thread);
      stage.discord.setThreadState(thread, state);
      goOn();
      await expect.poll(() => toldTo(asker.id)).toEqual([expect.stringContaining('archived or locked')]);
      await sleep(SILENCE_MS);
      expect(requests).toEqual([`${POST} 400`, OPEN, `${POST} 200`]);
      expect(countWarnings()).toBe(1);
    },
  );

  it('in a channel that is deleted meanwhile: its askers are told, and nothing is tried', async () => {
    const { discord, bob } = stage;
    await mention(channelId);
    await mention(channelId, bob.id);
    const before = toldTo(bob.id).length;
    discord.deleteChannel(channelId);
    await askElsewhere();
    goOn();
    await expect.poll(() => toldTo(bob.id).length).toBe(before + 1);
    await expect.poll(() => toldTo(asker.id)).toEqual([expect.stringContaining('was deleted')]);
    await sleep(SILENCE_MS);
    // Bob's direct messages are known already.
    expect([...requests].sort()).toEqual([`${POST} 200`, `${POST} 200`, OPEN]);
    expect(countWarnings()).toBe(1);
  });

  it('in a channel of whose end the bot did not hear: its asker is told', async () => {
    await mention(channelId);
    stage.discord.answerNext(POST, 404, { apiCode: 10003 });
    goOn();
    await expect.poll(() => toldTo(asker.id)).toEqual([expect.stringContaining('was deleted')]);
    await sleep(SILENCE_MS);
    expect(requests).toEqual([`${POST} 404`, OPEN, `${POST} 200`]);
  });

  it('in a thread that is deleted meanwhile: its asker is told', async () => {
    const thread = startThread();
    await mention(thread);
    stage.discord.deleteChannel(thread);
    goOn();
    await expect.poll(() => toldTo(asker.id)).toEqual([expect.stringContaining('was deleted')]);
  });

  it('that was deleted before its channel: there is nothing to tell', async () => {
    const { discord } = stage;
    await mention(channelId);
    const [question] = discord.listMessages(channelId, asker.id);
    discord.deleteMessage({ userId: asker.id, messageId: question?.id ?? '' });
    discord.deleteChannel(channelId);
    await askElsewhere();
    goOn();
    await sleep(SILENCE_MS);
    expect(requests).toEqual([]);
    expect(toldTo(asker.id)).toEqual([]);
  });

  it('in a server that the bot is kicked from meanwhile: its asker is told, where they share another', async () => {
    const { discord } = stage;
    const alone = discord.createUser({ name: 'Alone', guildIds: [discord.guild.id] });
    await mention(channelId);
    await mention(channelId, alone.id);
    discord.kickBot();
    await askElsewhere();
    goOn();
    await expect.poll(() => toldTo(asker.id)).toEqual([expect.stringContaining('removed from its server')]);
    await sleep(SILENCE_MS);
    expect(toldTo(alone.id)).toEqual([]);
    expect([...requests].sort()).toEqual([`${POST} 200`, `${POST} 403`, OPEN, OPEN]);
    expect(countWarnings()).toBe(1);
  });

  it('of somebody who takes no direct messages: it is logged once, and not tried again', async () => {
    const { discord } = stage;
    const shut = discord.createUser({ name: 'Shut', acceptsDirectMessages: false });
    const thread = startThread();
    await mention(thread, shut.id);
    discord.setThreadState(thread, { locked: true });
    goOn();
    const lines = () => stage.log.slice(logStart).filter((line) => line.includes('could not be told'));
    await expect.poll(() => lines().length).toBe(1);
    discord.setThreadState(thread, { locked: false });
    await mention(thread, shut.id);
    discord.setThreadState(thread, { locked: true });
    goOn();
    await expect.poll(() => requests).toEqual([`${POST} 400`]);
    await sleep(SILENCE_MS);
    expect(requests).toEqual([`${POST} 400`]);
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).toContain('50007');
    expect(countWarnings()).toBe(1);
  });
});

describe('a missing permission', () => {
  it('is told once a minute to one who asks again and again', async () => {
    const { discord } = stage;
    discord.revokeBotPermissions(channelId, PermissionFlagsBits.EmbedLinks);
    for (let index = 0; index < 5; index++) {
      discord.postMessage({ channelId, authorId: asker.id, content: `<@${discord.botId}> Who?` });
    }
    await expect.poll(() => toldTo(asker.id)).toEqual([expect.stringContaining('Embed Links')]);
    await sleep(SILENCE_MS);
    expect(requests).toEqual([OPEN, `${POST} 200`]);
  });
});

describe('a command', () => {
  it('whose reply Discord forbids: its asker is told there, alone', async () => {
    const asking = await command(channelId);
    stage.discord.answerNext(`PATCH /webhooks/:id/:token/messages/@original`, 403, { apiCode: 50013 });
    goOn();
    const [told] = await asking.awaitFollowUps();
    expect(told?.content).toContain('Discord did not let me post here');
    expect(asking.message).toBeUndefined();
    await sleep(SILENCE_MS);
    expect(requests).toEqual([
      `PATCH ${ORIGINAL} 403`,
      `DELETE ${ORIGINAL} 204`,
      'POST /webhooks/:id/:token 200',
    ]);
    expect(countWarnings()).toBe(1);
  });

  it.each([{ archived: true }, { locked: true }, { archived: true, locked: true }])(
    'in a thread that is closed meanwhile (%o): its asker is told in a direct message',
    async (state) => {
      const thread = startThread();
      await command(thread);
      stage.discord.setThreadState(thread, state);
      goOn();
      await expect.poll(() => toldTo(asker.id)).toEqual([expect.stringContaining('archived or locked')]);
      await sleep(SILENCE_MS);
      expect(requests.length).toBeLessThanOrEqual(5);
      expect(countWarnings()).toBe(1);
    },
  );

  it('in a channel that is deleted meanwhile: its asker is told in a direct message', async () => {
    await command(channelId);
    stage.discord.deleteChannel(channelId);
    await askElsewhere();
    goOn();
    await expect.poll(() => toldTo(asker.id)).toEqual([expect.stringContaining('was deleted')]);
    await sleep(SILENCE_MS);
    expect(requests).toEqual([`PATCH ${ORIGINAL} 404`, OPEN, `${POST} 200`]);
    expect(countWarnings()).toBe(1);
  });

  it('in a server that the bot is kicked from meanwhile is answered as long as Discord takes it', async () => {
    const asking = await command(channelId);
    stage.discord.kickBot();
    goOn();
    expect(firstEmbed(await asking.awaitMessage()).description).toContain(WORDS);
  });

  it('in a server that the bot is kicked from: its asker is told in a direct message else', async () => {
    const { discord } = stage;
    await command(channelId);
    discord.kickBot();
    for (const route of [`PATCH ${ORIGINAL}`, `DELETE ${ORIGINAL}`, 'POST /webhooks/:id/:token']) {
      discord.answerNext(route, 403, { apiCode: 50001 });
    }
    goOn();
    await expect
      .poll(() => toldTo(asker.id))
      .toEqual([expect.stringContaining('Discord did not let me post')]);
    await sleep(SILENCE_MS);
    expect(requests.length).toBeLessThanOrEqual(5);
  });

  it('whose answer was dismissed meanwhile: there is nothing to tell', async () => {
    const { discord, mod } = stage;
    await command(channelId);
    const [thinking] = listReplies(stage, channelId, asker.id);
    discord.deleteMessage({ userId: mod.id, messageId: thinking?.id ?? '' });
    goOn();
    await expect.poll(() => requests).toEqual([`PATCH ${ORIGINAL} 404`]);
    await sleep(SILENCE_MS);
    expect(requests).toHaveLength(1);
    expect(toldTo(asker.id)).toEqual([]);
  });
});
