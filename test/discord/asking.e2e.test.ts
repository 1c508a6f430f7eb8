import { setTimeout as sleep } from 'node:timers/promises';
import { MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FootnoteError } from '../../src/errors.ts';
import { makePassages } from '../doubles/make-passage.ts';
import { stageAbstention, stageAnswer } from '../doubles/staged-library.ts';
import { readMarkdown } from './support/read-markdown.ts';
import {
  firstEmbed,
  listButtons,
  listReplies,
  startStage,
  WORDS,
  type DiscordStage,
} from './support/start-stage.ts';

let stage: DiscordStage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(async () => {
  await stage.close();
});

const ask = ({ discord, ada, general }: DiscordStage, question: string, more: Record<string, boolean> = {}) =>
  discord.runCommand({ userId: ada.id, channelId: general, name: 'ask', options: { question, ...more } });

describe('/ask', () => {
  it('answers everyone with the quote and its footnote, after a deferral', async () => {
    const asked = ask(stage, 'Who bought GitHub?');
    const message = await asked.awaitMessage();
    expect(asked.deferred).toBe(true);
    expect(asked.ephemeral).toBe(false);
    expect(firstEmbed(message)).toMatchObject({
      title: 'Who bought GitHub?',
      description:
        `> ${WORDS} \\[1\\]\n\n` +
        '\\[1\\] [A deal](https://example.org/article) · Who bought whom · Ada Writer · 4 June 2018',
    });
    expect(listButtons(message).map(({ label }) => label)).toEqual(['Show me', '👍', '👎', 'Dismiss']);
  });

  it('says that the articles hold no answer, with the closest heading and no footnote', async () => {
    const message = await ask(stage, 'How far is the moon?').awaitMessage();
    expect(firstEmbed(message).description).toContain('I did not find an answer to this in the articles.');
    expect(firstEmbed(message).description).toContain('A deal · Who bought whom');
    expect(firstEmbed(message)).not.toHaveProperty('color');
    expect(listButtons(message).map(({ label }) => label)).toEqual(['Dismiss']);
  });

  it('answers only the asker where that is wanted', async () => {
    const { discord, ada, bob, general } = stage;
    const asked = ask(stage, 'Who bought GitHub?', { private: true });
    const message = await asked.awaitMessage();
    expect(asked.ephemeral).toBe(true);
    expect(listButtons(message).map(({ label }) => label)).toEqual([
      'Show me',
      '👍',
      '👎',
      'Post for everyone',
    ]);
    expect(discord.listMessages(general, ada.id).map(({ id }) => id)).toContain(message.id);
    expect(discord.listMessages(general, bob.id).map(({ id }) => id)).not.toContain(message.id);
  });

  it('answers in direct messages with the bot', async () => {
    const { discord, ada } = stage;
    const channelId = discord.openDirectMessage(ada.id);
    const asked = discord.runCommand({
      userId: ada.id,
      channelId,
      name: 'ask',
      options: { question: 'GitHub?', private: true },
    });
    expect(listButtons(await asked.awaitMessage()).map(({ label }) => label)).toEqual([
      'Show me',
      '👍',
      '👎',
    ]);
  });

  it('answers privately, and says why, where the bot lacks a permission', async () => {
    const { discord, ada } = stage;
    const channel = discord.createChannel({ name: 'quiet' });
    discord.revokeBotPermissions(
      channel.id,
      PermissionFlagsBits.SendMessages | PermissionFlagsBits.EmbedLinks,
    );
    const asked = discord.runCommand({
      userId: ada.id,
      channelId: channel.id,
      name: 'ask',
      options: { question: 'GitHub?' },
    });
    const message = await asked.awaitMessage();
    expect(asked.ephemeral).toBe(true);
    expect(message.content).toContain('“Send Messages”, “Embed Links”');
    expect(listButtons(message).map(({ label }) => label)).toEqual(['Show me', '👍', '👎']);
  });

  it('does not log what was asked, nor any token', async () => {
    await ask(stage, 'Who on earth bought GitHub, zebra?').awaitMessage();
    const log = stage.log.join('');
    expect(log).toContain('question answered');
    expect(log).not.toContain('zebra');
    expect(log).not.toContain(stage.discord.botToken);
  });
});

describe('asking when things go wrong', () => {
  const broken = new Map<string, () => Promise<never>>([
    ['unknown', () => Promise.reject(new Error('secret detail'))],
    ['index', () => Promise.reject(new FootnoteError('No index in /secret.', { code: 'index-missing' }))],
  ]);
  let other: DiscordStage;
  beforeAll(async () => {
    const [hostile] = makePassages([
      {
        title: '@everyone [x](https://evil.example) <@&1>',
        heading: '# `heading` ||hidden||',
        text: '@everyone <@1574028030022516736> @here discord.gg/evil\n> ```js\n# loud [click](https://evil.example)',
      },
    ]);
    if (hostile === undefined) throw new Error('no passage');
    other = await startStage({
      discord: { firstResponseDeadlineMs: 400 },
      bot: { questionsPerMinute: 3, logQuestions: true, answerTimeoutMs: 1_500 },
      stage: async (question) => {
        if (question === 'slow') await sleep(900);
        if (question === 'stuck') await sleep(60_000, undefined, { ref: false });
        await broken.get(question)?.();
        return question === 'hostile'
          ? stageAnswer(question, [{ passage: hostile, words: hostile.text }])
          : stageAbstention(question, 'weak-evidence');
      },
    });
  });
  afterAll(async () => {
    await other.close();
  });

  const askAnew = (question: string) => {
    const { discord, general } = other;
    const asker = discord.createUser({ name: `Asker of ${question}` });
    return discord.runCommand({ userId: asker.id, channelId: general, name: 'ask', options: { question } });
  };

  it('answers though the library takes longer than the first response may', async () => {
    const message = await askAnew('slow').awaitMessage();
    expect(firstEmbed(message).title).toBe('slow');
  });

  it('gives up on a question that takes far too long, and says so', async () => {
    expect((await askAnew('stuck').awaitMessage()).content).toContain('took me too long');
  });

  it('tells a reference that stands in the log where the cause is not known', async () => {
    const { content } = await askAnew('unknown').awaitMessage();
    const reference = /Reference: ([0-9a-f]{8})/.exec(content)?.[1] ?? 'none';
    expect(content).toContain('Something broke');
    expect(content).not.toContain('secret');
    expect(other.log.some((line) => line.includes(reference) && line.includes('secret detail'))).toBe(true);
  });

  it('tells what to do where the cause is known', async () => {
    const { content } = await askAnew('index').awaitMessage();
    expect(content).toContain('npm run index');
    expect(content).not.toContain('/secret');
  });

  it('pings nobody and opens nothing, whatever the articles say', async () => {
    const { discord } = other;
    const { description = '', ...embed } = firstEmbed(await askAnew('hostile').awaitMessage());
    const { visible, quotes, links } = readMarkdown(description);
    expect(links).toEqual([{ label: 'open', target: 'https://example.org/article' }]);
    expect(quotes).toHaveLength(1);
    expect(quotes[0]).toContain('@everyone <@1574028030022516736> @here discord.gg/evil\n> ```js\n# loud');
    expect(visible).toContain('@everyone [x](https://evil.example) <@&1>');
    expect(JSON.stringify(embed)).not.toContain('evil');
    for (const message of discord.listMessages(other.general, other.ada.id)) {
      expect(message.mention_everyone).toBe(false);
      expect(message.mentions).toEqual([]);
    }
  });

  it('asks nothing of the library for a command that Discord has given up on', async () => {
    const { discord } = other;
    const asked = other.library.asked.length;
    discord.delayResponses(500);
    await askAnew('late').awaitFailure();
    discord.delayResponses(0);
    await expect.poll(() => other.log.some((line) => line.includes('interaction expired'))).toBe(true);
    expect(other.library.asked.length).toBe(asked);
    await askAnew('in time').awaitMessage();
  });

  it('tells a reference where Discord refuses the form of a reply', async () => {
    const { discord } = other;
    discord.answerNext('PATCH /webhooks/:application/:token/messages/:message', 400, { apiCode: 50035 });
    expect((await askAnew('refused').awaitMessage()).content).toMatch(/Reference: [0-9a-f]{8}/);
  });

  it('tells someone privately where Discord forbids the reply after all', async () => {
    const { discord } = other;
    discord.answerNext('PATCH /webhooks/:application/:token/messages/:message', 403, { apiCode: 50013 });
    const asked = askAnew('forbidden');
    const [told] = await asked.awaitFollowUps();
    expect(told?.content).toContain('Discord did not let me post here');
    expect((told?.flags ?? 0) & MessageFlags.Ephemeral).toBe(MessageFlags.Ephemeral);
    expect(asked.message).toBeUndefined();
  });

  it('tells someone who asks too fast how long to wait, privately', async () => {
    const { discord, bob, general } = other;
    const run = () =>
      discord.runCommand({ userId: bob.id, channelId: general, name: 'ask', options: { question: 'again' } });
    await Promise.all([run(), run(), run()].map((asked) => asked.awaitMessage()));
    const refused = run();
    const { content } = await refused.awaitMessage();
    expect(refused.ephemeral).toBe(true);
    expect(content).toMatch(/Please wait \d+ seconds\./);
    const before = other.library.asked.length;
    await run().awaitMessage();
    expect(other.library.asked.length).toBe(before);
  });

  it('logs what was asked only where that is set', () => {
    expect(other.log.some((line) => line.includes('"question":"again"'))).toBe(true);
  });
});

describe('a burst of questions', () => {
  let crowd: DiscordStage;
  beforeAll(async () => {
    crowd = await startStage({
      // Both sides and the test share one process, on a machine that may be busy with others.
      discord: { firstResponseDeadlineMs: 15_000 },
      bot: { maxWaitingQuestions: 60, maxConcurrentQuestions: 2 },
      stage: async (question) => {
        await sleep(3);
        return stageAbstention(question, 'weak-evidence');
      },
    });
  });
  afterAll(async () => {
    await crowd.close();
  });

  it('of 100 commands is answered, each once, or told that the bot is busy', async () => {
    const { discord, general } = crowd;
    const asked = Array.from({ length: 100 }, (_, index) => {
      const asker = discord.createUser({ name: `Asker ${String(index)}` });
      return discord.runCommand({
        userId: asker.id,
        channelId: general,
        name: 'ask',
        options: { question: `Q${String(index)}` },
      });
    });
    const messages = await Promise.all(asked.map((each) => each.awaitMessage(20_000)));
    const answered = messages.filter(({ embeds }) => embeds.length === 1);
    const busy = messages.filter(({ content }) => content.includes('more questions waiting'));
    expect(answered.length).toBeGreaterThanOrEqual(62);
    expect(answered.length + busy.length).toBe(100);
    expect(new Set(answered.map(({ embeds }) => embeds[0]?.title)).size).toBe(answered.length);
    expect(asked.flatMap(({ followUps }) => followUps)).toEqual([]);
    expect(crowd.library.asked.length).toBe(answered.length);
  });

  it('of 100 mentions is answered, each with one reply', async () => {
    const { discord, help } = crowd;
    const questions = Array.from({ length: 100 }, (_, index) => {
      const asker = discord.createUser({ name: `Mentioner ${String(index)}` });
      return discord.postMessage({
        channelId: help,
        authorId: asker.id,
        content: 'Who?',
        mentions: [discord.botId],
      });
    });
    await expect.poll(() => listReplies(crowd, help, crowd.ada.id).length, { timeout: 15_000 }).toBe(100);
    const answeredIds = listReplies(crowd, help, crowd.ada.id).map(
      (reply) => reply.message_reference?.message_id,
    );
    expect(new Set(answeredIds)).toEqual(new Set(questions.map(({ id }) => id)));
  });
});
