import { expect, it, onTestFinished } from 'vitest';
import { NOTICES } from '../../src/discord/notices.ts';
import { stageAbstention } from '../doubles/staged-library.ts';
import { awaitReply, startStage } from './support/start-stage.ts';

it('a bot that stops gives the answers under way, tells the others and whoever asks now, and logs out', async () => {
  let endQuick: () => void = () => undefined;
  const quickEnds = new Promise<void>((resolve) => {
    endQuick = resolve;
  });
  const stage = await startStage({
    stage: async (question) => {
      await (question === 'quick' ? quickEnds : new Promise(() => undefined));
      return stageAbstention(question, 'weak-evidence');
    },
    bot: { maxConcurrentQuestions: 10, closeTimeoutMs: 2_000 },
  });
  onTestFinished(() => stage.close());
  const { discord, ada, bob, general, help } = stage;
  const ask = (question: string) =>
    discord.runCommand({ userId: ada.id, channelId: general, name: 'ask', options: { question } });
  const mention = (channelId: string, words: string) =>
    discord.postMessage({ authorId: bob.id, channelId, content: `<@${discord.botId}> ${words}` });

  const quick = ask('quick');
  const endless = ask('endless');
  const told = awaitReply(stage, help);
  mention(help, 'endless');
  await expect.poll(() => stage.bot.describeQueue().answering).toBe(3);

  const startedAt = performance.now();
  const closing = stage.bot.close();
  endQuick();
  const late = ask('another');
  const lateReply = awaitReply(stage, general);
  mention(general, 'another');
  expect((await late.awaitMessage()).content).toBe(NOTICES.stopping);
  expect(late.ephemeral).toBe(true);
  expect((await lateReply).content).toBe(NOTICES.stopping);
  await closing;
  expect(performance.now() - startedAt).toBeLessThan(10_000);

  expect(JSON.stringify(quick.message)).toContain('did not find an answer');
  expect(endless.message?.content).toBe(NOTICES.stopping);
  expect((await told).content).toBe(NOTICES.stopping);
  expect(discord.isBotOnline).toBe(false);
  expect(await stage.bot.ended).toBeNull();
});
