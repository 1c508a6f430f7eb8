import { setTimeout as sleep } from 'node:timers/promises';
import type { APIMessage } from 'discord-api-types/v10';
import type { LocalDiscord } from '../../../src/local-discord/local-discord.ts';
import {
  startStage,
  type DiscordStage,
  type DiscordStageOptions,
} from '../../discord/support/start-stage.ts';
import { IS_QUICK } from './fault-run.ts';
import { makePassages } from '../../doubles/make-passage.ts';
import { stageAnswer } from '../../doubles/staged-library.ts';

/** What the library answers, by a word of the question. */
export const BOUGHT = 'Microsoft bought GitHub in 2018.';
export const PAID = 'It was paid in shares.';
export const GLACIER = 'A glacier sensor weighs two kilograms.';
const passages = makePassages([{ title: 'A deal', text: `${BOUGHT} ${PAID} ${GLACIER}` }]);

/** A number from `min` up to `max`. */
export const between = (random: () => number, min: number, max: number): number =>
  min + random() * (max - min);

/** One of several. */
export function pick<Value>(random: () => number, values: readonly Value[]): Value {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

/** A Discord and a bot that takes up to `maxMs` for an answer, and turns nobody away. */
export function startSlowStage(
  random: () => number,
  maxMs: number,
  options: DiscordStageOptions = {},
): Promise<DiscordStage> {
  return startStage({
    passages,
    ...options,
    bot: {
      ...{ maxConcurrentQuestions: 100, questionsPerMinute: 100_000 },
      ...{ channelQuestionsPerMinute: 100_000, serverQuestionsPerMinute: 100_000 },
      ...options.bot,
    },
    // The bot, Discord and the test share two cores; what is slow is counted, not cut off.
    discord: { rateLimit: { requests: 10_000, windowMs: 1_000 }, ...options.discord },
    stage: async (question) => {
      await sleep(between(random, 0, maxMs));
      const [passage] = passages;
      if (passage === undefined) throw new Error('no passage');
      const words = question.includes('paid') ? PAID : question.includes('glacier') ? GLACIER : BOUGHT;
      return stageAnswer(question, [{ passage, words }]);
    },
  });
}

/** The messages of the bot that reply to a message, as somebody sees them. */
export function findReplies(
  discord: LocalDiscord,
  channelId: string,
  questionId: string,
  viewerId = discord.botId,
): readonly APIMessage[] {
  return discord
    .listMessages(channelId, viewerId)
    .filter(
      ({ author, message_reference: reference }) =>
        author.id === discord.botId && reference?.message_id === questionId,
    );
}

/** What a message shows. */
export const readShown = ({ content, embeds }: APIMessage): string =>
  `${content} ${embeds[0]?.description ?? ''}`;

/** Waits until something is so; false where it is not within `timeoutMs`. */
export async function isSoon(check: () => boolean, timeoutMs = 10_000): Promise<boolean> {
  const endsAt = performance.now() + timeoutMs;
  while (!check()) {
    if (performance.now() > endsAt) return false;
    await sleep(20);
  }
  return true;
}

/**
 * Waits until nothing is being answered, and the bot has made no request for `quietMs`: by default longer than discord.js
 * keeps one back that is over fifty a second, which the short run never makes.
 */
export async function awaitQuiet(
  { discord, bot }: Pick<DiscordStage, 'discord' | 'bot'>,
  quietMs = IS_QUICK ? 500 : 1_300,
): Promise<void> {
  let last = performance.now();
  const note = (): void => {
    last = performance.now();
  };
  discord.events.on('request', note);
  const isBusy = (): boolean => bot.describeQueue().waiting + bot.describeQueue().answering > 0;
  while (isBusy() || performance.now() - last < quietMs) await sleep(20);
  discord.events.off('request', note);
}

/** Does something so many times, `width` of them at once; the numbers of those that said false or threw. */
export async function tryTimes(
  times: number,
  width: number,
  attempt: (index: number) => Promise<boolean>,
): Promise<readonly string[]> {
  const lost: string[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < times) {
      const index = next++;
      try {
        if (!(await attempt(index))) lost.push(index.toString());
      } catch (error) {
        lost.push(`${index.toString()}: ${error instanceof Error ? error.message : 'unknown'}`);
      }
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return lost;
}

/** Lines of the bot's log that tell of a fault of its own. */
export const listErrors = ({ log }: Pick<DiscordStage, 'log'>, from = 0): readonly string[] =>
  log.slice(from).filter((line) => /"level":[56]0/.test(line));
