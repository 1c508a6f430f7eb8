import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStage, type DiscordStage } from './support/start-stage.ts';

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
