import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot } from '../../src/discord/start-bot.ts';
import { awaitReply, firstEmbed, startStage, WORDS, type DiscordStage } from './support/start-stage.ts';

let stage: DiscordStage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(async () => {
  await stage.close();
});

describe('the state of the gateway', () => {
  it('tells that it is ready, that it broke, and that nothing was lost', async () => {
    const { discord, bot } = stage;
    expect(bot.describeGateway()).toMatchObject({
      status: 'ready',
      shardCount: 1,
      shardsReady: 1,
      lostAt: null,
      breaks: 0,
      resumes: 0,
    });
    const gone = discord.awaitEvent('presence', { where: ({ online }) => !online });
    discord.dropGateway();
    await gone;
    await expect.poll(() => bot.describeGateway().status).toBe('connecting');
    expect(bot.describeGateway().lostAt).not.toBeNull();
    await expect.poll(() => bot.describeGateway().status, { timeout: 5_000 }).toBe('ready');
    expect(bot.describeGateway()).toMatchObject({ breaks: 1, resumes: 1, lostAt: null });
    expect(bot.describeGateway().lastEventAt).toBeGreaterThan(0);
  });
});

describe('a network that fails', () => {
  it('costs no question and no new session', async () => {
    const { discord, bot, ada, general, log } = stage;
    const before = bot.describeGateway();
    discord.setGatewayReachable(false);
    const reply = awaitReply(stage, general);
    const content = `<@${discord.botId}> Who bought GitHub?`;
    discord.postMessage({ channelId: general, authorId: ada.id, content });
    // Long enough for three attempts that fail.
    await sleep(2_500);
    discord.setGatewayReachable(true);
    expect(firstEmbed(await reply).description).toContain(WORDS);
    const after = bot.describeGateway();
    expect(after.resumes).toBe(before.resumes + 1);
    expect(after.startsToday).toBe(before.startsToday);
    expect(log.join()).not.toContain('started too often');
  });
});

describe('a session that Discord declares invalid', () => {
  it('is followed by a new one, which is counted', async () => {
    const { discord, bot } = stage;
    const before = bot.describeGateway();
    discord.invalidateSession();
    await expect
      .poll(() => bot.describeGateway().startsToday, { timeout: 9_000 })
      .toBe(before.startsToday + 1);
    await expect.poll(() => bot.describeGateway().status, { timeout: 5_000 }).toBe('ready');
    expect(bot.describeGateway().startsLeft).toBeLessThan(1_000);
  });
});

describe('a crash loop', () => {
  it('waits before Discord is asked for another start, and says so', async () => {
    const { discord, library } = stage;
    const stateDir = await mkdtemp(join(tmpdir(), 'footnote-starts-'));
    try {
      const now = Date.now();
      // Ten starts within the hour, the last one of them almost fifteen seconds ago.
      const times = Array.from({ length: 10 }, (_, index) => now - 14_700 - (9 - index) * 1_000);
      await writeFile(join(stateDir, 'starts.json'), JSON.stringify(times));
      const lines: string[] = [];
      const startedAt = performance.now();
      const bot = await startBot({
        token: discord.botToken,
        apiBase: discord.restBase,
        library,
        logger: pino({}, { write: (line: string) => void lines.push(line) }),
        stateDir,
      });
      expect(performance.now() - startedAt).toBeGreaterThan(200);
      expect(lines.join()).toContain('The bot was started too often');
      expect(bot.describeGateway().startsToday).toBe(11);
      await bot.close();
      expect(JSON.parse(await readFile(join(stateDir, 'starts.json'), 'utf8'))).toHaveLength(11);
    } finally {
      await rm(stateDir, { recursive: true });
    }
  });
});
