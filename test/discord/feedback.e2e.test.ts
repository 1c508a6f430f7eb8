import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PermissionFlagsBits, type APIMessage, type APIUser } from 'discord-api-types/v10';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFeedbackDesk } from '../../src/feedback/create-feedback-desk.ts';
import type { FeedbackDesk } from '../../src/feedback/feedback-desk.ts';
import { QUESTIONS_FILE } from '../../src/feedback/question-store.ts';
import { createHashingEmbedder } from '../doubles/hashing-embedder.ts';
import { readMarkdown } from './support/read-markdown.ts';
import {
  askInChannel,
  findButton,
  firstEmbed,
  listButtons,
  startStage,
  type DiscordStage,
} from './support/start-stage.ts';

const GITHUB = 'Who bought GitHub?';
const BREAD = 'Who bakes @everyone **bread**?';
const KEPT = 'Kept for 30 days, without your name';

let folder: string;
let feedback: FeedbackDesk;
let stage: DiscordStage;
let admin: APIUser;
let otherServer: { readonly id: string; readonly channelId: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-feedback-'));
  const embedder = createHashingEmbedder();
  feedback = await createFeedbackDesk({
    ...{ folder, isOn: true, days: 30 },
    embed: (texts) => embedder.embedPassages(texts),
    onProblem: (error) => {
      throw error;
    },
  });
  stage = await startStage({
    bot: { feedback },
    discord: {
      guilds: [
        { name: 'Home', channels: ['general', 'help'] },
        { name: 'Away', channels: ['away'] },
      ],
    },
  });
  const { discord } = stage;
  admin = discord.createUser({ name: 'Admin', permissions: PermissionFlagsBits.ManageGuild });
  const away = discord.listGuilds().find(({ name }) => name === 'Away');
  if (away === undefined) throw new Error('no other server');
  otherServer = { id: away.id, channelId: discord.listChannels(away.id)[0]?.id ?? '' };
});
afterAll(async () => {
  await stage.close();
  await feedback.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await Promise.all([stage.ada, stage.bob, stage.mod].map(({ id }) => feedback.forgetPerson(id)));
});

const mention = (
  content: string,
  author: APIUser = stage.ada,
  channelId: string = stage.general,
): Promise<APIMessage> =>
  askInChannel(stage, { authorId: author.id, channelId, content: `<@${stage.discord.botId}> ${content}` });
const run = (name: string, user: APIUser = admin, channelId: string = stage.general) =>
  stage.discord.runCommand({ userId: user.id, channelId, name });
const click = async (user: APIUser, { id: messageId }: APIMessage, customId: string): Promise<string> => {
  const clicked = stage.discord.clickButton({ userId: user.id, messageId, customId });
  const { content } = await clicked.awaitMessage();
  expect(clicked.ephemeral).toBe(true);
  return content;
};
const kept = (): number => {
  const state = feedback.describe();
  return state.status === 'on' ? state.questions : -1;
};
const describeGaps = async (user = admin, channelId = stage.general): Promise<string> =>
  firstEmbed(await run('gaps', user, channelId).awaitMessage()).description ?? '';

describe('thumbs under an answer', () => {
  it('are counted once a person, can be changed, and are in /status', async () => {
    const answer = await mention(GITHUB);
    const [up, down] = [findButton(answer, '👍'), findButton(answer, '👎')];
    expect(await click(stage.bob, answer, up)).toBe('Thank you.');
    expect(await click(stage.bob, answer, up)).toContain('counted once');
    expect(await click(stage.bob, answer, down)).toContain('is changed');
    expect(await click(stage.mod, answer, up)).toBe('Thank you.');
    const fields = firstEmbed(await run('status').awaitMessage()).fields ?? [];
    expect(fields.find(({ name }) => name === 'Ratings of answers')?.value).toBe('1 helpful, 1 not');
    expect(fields.find(({ name }) => name === 'Question log')?.value).toBe(
      '1 questions and 2 ratings, each kept for 30 days',
    );
  });

  it('are not under a refusal', async () => {
    expect(listButtons(await mention(BREAD)).map(({ label }) => label)).toEqual(['Dismiss']);
  });

  it('stay with a private answer that is posted for everyone, which is kept no more than before', async () => {
    const { discord, ada, bob, general } = stage;
    const options = { question: GITHUB, private: true };
    const asked = discord.runCommand({ userId: ada.id, channelId: general, name: 'ask', options });
    const answer = await asked.awaitMessage();
    expect(firstEmbed(answer)).not.toHaveProperty('footer');
    const posted = discord.awaitEvent('messageCreate', { where: ({ viewerId }) => viewerId === null });
    discord.clickButton({
      userId: ada.id,
      messageId: answer.id,
      customId: findButton(answer, 'Post for everyone'),
    });
    const { message } = await posted;
    expect(listButtons(message).map(({ label }) => label)).toEqual(['Show me', '👍', '👎', 'Dismiss']);
    expect(await click(bob, message, findButton(message, '👎'))).toBe('Thank you.');
    expect(kept()).toBe(0);
  });
});

describe('a question', () => {
  it('is kept where all in a server can see it, and its reply says so', async () => {
    expect(firstEmbed(await mention(GITHUB)).footer?.text).toContain(KEPT);
    expect(firstEmbed(await mention(BREAD)).footer?.text).toContain(KEPT);
    const asked = stage.discord.runCommand({
      ...{ userId: stage.ada.id, channelId: stage.general, name: 'ask' },
      options: { question: GITHUB },
    });
    expect(firstEmbed(await asked.awaitMessage()).footer?.text).toContain(KEPT);
    await vi.waitUntil(() => kept() === 3);
  });

  it('is not kept from a direct message, and none that asks nothing is', async () => {
    const { discord, ada } = stage;
    const direct = discord.openDirectMessage(ada.id);
    const reply = await askInChannel(stage, { authorId: ada.id, channelId: direct, content: BREAD });
    expect(firstEmbed(reply)).not.toHaveProperty('footer');
    expect(kept()).toBe(0);
  });

  it('is kept as it reads after an edit, and no longer once it is deleted or becomes another one', async () => {
    const { discord, ada } = stage;
    const write = (content: string) => `<@${discord.botId}> ${content}`;
    const readKept = () => readFile(join(folder, QUESTIONS_FILE), 'utf8');
    const post = async (content: string): Promise<string> => {
      const reply = await mention(content);
      return reply.message_reference?.message_id ?? '';
    };
    const first = await post('Who sells the finest bread?');
    discord.editMessage({
      userId: ada.id,
      messageId: first,
      content: write('Who sells the finest bread here?'),
    });
    await vi.waitUntil(async () => (await readKept()).includes('bread here?'));
    expect(await readKept()).not.toContain('bread?');
    discord.editMessage({
      userId: ada.id,
      messageId: first,
      content: write('Where do trains stop at night?'),
    });
    await vi.waitUntil(async () => !(await readKept()).includes('bread'));
    const second = await post('Who sells cheese?');
    await vi.waitUntil(() => kept() === 1);
    discord.deleteMessage({ userId: ada.id, messageId: second });
    await vi.waitUntil(() => kept() === 0);
    expect(await readKept()).not.toContain('cheese');
  });
});

describe('/gaps', () => {
  it('lists what this server asks in vain, with a picture, as plain text, to managers only', async () => {
    await mention(BREAD);
    await mention(BREAD, stage.bob);
    const disliked = await mention(GITHUB);
    await click(stage.bob, disliked, findButton(disliked, '👎'));
    await mention('Who bakes the cake elsewhere?', stage.ada, otherServer.channelId);
    const asked = run('gaps');
    const message = await asked.awaitMessage();
    expect(asked.ephemeral).toBe(true);
    const { description = '', footer, image } = firstEmbed(message);
    const { visible, kinds } = readMarkdown(description);
    expect(visible).toMatch(
      /^1\. Who bakes @everyone \*\*bread\*\*\?\n.*asked 2 times by 2 people; not in the articles 2 times; last [^]*2\. Who bought GitHub\?\n.*asked once by one person; marked unhelpful once; last /,
    );
    expect(kinds).not.toContain('everyone');
    expect(visible).not.toContain('elsewhere');
    expect(footer?.text).toContain('3 questions asked openly in this server in the last 30 days');
    expect(image?.url).toContain('week.png');
    expect(message.attachments[0]?.description).toMatch(
      /: 1 answered|: 0 answered, 2 not in the articles, 1 marked unhelpful/,
    );
    expect(await describeGaps(admin, otherServer.channelId)).toContain('elsewhere');
    expect(() => run('gaps', stage.ada)).toThrow('may not use the command');
    expect(stage.log.join('')).not.toMatch(/bread|elsewhere/);
  });

  it('says so where nothing was asked, and where all was answered', async () => {
    expect(await describeGaps()).toContain('Nobody has asked anything openly');
    await mention(GITHUB);
    expect(await describeGaps()).toContain('Every question was answered');
  });

  it('says so where no question is kept', async () => {
    const other = await startStage();
    try {
      const manager = other.discord.createUser({
        name: 'Admin',
        permissions: PermissionFlagsBits.ManageGuild,
      });
      const asked = { userId: manager.id, channelId: other.general };
      const gaps = await other.discord.runCommand({ ...asked, name: 'gaps' }).awaitMessage();
      expect(gaps.content).toContain('`QUESTION_LOG=true`');
      const forget = await other.discord.runCommand({ ...asked, name: 'forget-me' }).awaitMessage();
      expect(forget.content).toBe('I keep nothing of yours. I keep no questions.');
    } finally {
      await other.close();
    }
  });
});

describe('/forget-me', () => {
  it('deletes what is kept of the one who uses it, in every server, and tells how much', async () => {
    await mention(BREAD);
    await mention(GITHUB, stage.ada, otherServer.channelId);
    const answer = await mention(GITHUB, stage.bob);
    await click(stage.ada, answer, findButton(answer, '👍'));
    const asked = run('forget-me', stage.ada);
    const { content } = await asked.awaitMessage();
    expect(asked.ephemeral).toBe(true);
    expect(content).toBe(
      'Deleted: 2 questions and 1 rating. What you ask privately (`/ask` with `private`, or in a direct message) is never kept.',
    );
    expect(kept()).toBe(1);
    expect((await run('forget-me', stage.ada).awaitMessage()).content).toContain('I keep nothing of yours.');
    expect(await readFile(join(folder, QUESTIONS_FILE), 'utf8')).not.toContain('bread');
  });
});
