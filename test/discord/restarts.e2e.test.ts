import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageFlags } from 'discord-api-types/v10';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startBot, type Bot } from '../../src/discord/start-bot.ts';
import { stageAbstention } from '../doubles/staged-library.ts';
import { listReplies, startStage, type DiscordStage } from './support/start-stage.ts';

let stage: DiscordStage;
let stateDir: string;
let successor: Bot | null;
/** Lets the questions go on that the first process is stuck with. */
let release: () => void;
let isStuck: boolean;
const log: string[] = [];

beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'footnote-state-'));
  successor = null;
  isStuck = true;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  stage = await startStage({
    bot: { stateDir },
    stage: async (question) => {
      if (isStuck) await released;
      return stageAbstention(question, 'weak-evidence');
    },
  });
});
afterEach(async () => {
  release();
  await successor?.close();
  await stage.close();
  await rm(stateDir, { recursive: true });
});

/** Another process of the bot, while the first one is stuck for good: as after a crash. */
async function startSuccessor(): Promise<void> {
  isStuck = false;
  successor = await startBot({
    token: stage.discord.botToken,
    apiBase: stage.discord.restBase,
    library: stage.library,
    logger: pino({ level: 'debug' }, { write: (line: string) => void log.push(line) }),
    stateDir,
  });
}

describe('a restart between question and reply', () => {
  it('closes a command that is “thinking” with a sentence', async () => {
    const { discord, ada, general, library } = stage;
    const asking = discord.runCommand({
      userId: ada.id,
      channelId: general,
      name: 'ask',
      options: { question: 'Who?' },
    });
    await asking.awaitAcknowledgement();
    await expect.poll(() => library.asked.length).toBe(1);
    expect(asking.message).toBeUndefined();
    await startSuccessor();
    expect((await asking.awaitMessage()).content).toContain('I was restarted');
    expect((await asking.awaitMessage()).flags ?? 0).not.toBe(MessageFlags.Loading);
    expect(library.asked).toHaveLength(1);
  });

  it('answers a message once', async () => {
    const { discord, ada, general, library } = stage;
    const content = `<@${discord.botId}> Who?`;
    const first = discord.postMessage({ channelId: general, authorId: ada.id, content });
    await expect.poll(() => library.asked.length).toBe(1);
    await startSuccessor();
    const replies = () =>
      listReplies(stage, general, ada.id).filter(
        ({ message_reference: reference }) => reference?.message_id === first.id,
      );
    await expect.poll(() => replies().length).toBe(1);
    release();
    await expect.poll(() => log.length + stage.log.length).toBeGreaterThan(0);
    await stage.bot.close();
    expect(replies()).toHaveLength(1);
    expect(library.asked).toHaveLength(2);
  });

  it('leaves what was answered, or deleted, alone', async () => {
    isStuck = false;
    const { discord, ada, general, library } = stage;
    const asking = discord.runCommand({
      userId: ada.id,
      channelId: general,
      name: 'ask',
      options: { question: 'Who?' },
    });
    const answer = await asking.awaitMessage();
    isStuck = true;
    const content = `<@${discord.botId}> Why?`;
    const gone = discord.postMessage({ channelId: general, authorId: ada.id, content });
    await expect.poll(() => library.asked.length).toBe(2);
    discord.deleteMessage({ userId: ada.id, messageId: gone.id });
    await startSuccessor();
    await successor?.close();
    expect(await asking.awaitMessage()).toEqual(answer);
    expect(library.asked).toHaveLength(2);
  });

  it('leaves nothing of a question behind, and writes down none of its words', async () => {
    const { discord, ada, general, library } = stage;
    discord.postMessage({
      channelId: general,
      authorId: ada.id,
      content: `<@${discord.botId}> secret words`,
    });
    await expect.poll(() => library.asked.length).toBe(1);
    // The times of its starts are kept, for the budget of logins; the journal is not.
    const files = await readdir(stateDir);
    expect(files.filter((name) => name !== 'starts.json')).toHaveLength(1);
    for (const name of files) {
      expect(await readFile(join(stateDir, name), 'utf8')).not.toContain('secret');
    }
    release();
    await stage.bot.close();
    expect(await readdir(stateDir)).toEqual(['starts.json']);
  });
});
