import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DefaultRestOptions } from 'discord.js';
import { pino } from 'pino';
import type { Library } from '../../../src/answers/library.ts';
import { startBot } from '../../../src/discord/start-bot.ts';
import { makePassages } from '../../doubles/make-passage.ts';
import { stageAbstention, stageAnswer } from '../../doubles/staged-library.ts';
import { createWordDesk } from '../../doubles/word-desk.ts';

/*
 * The bot in a process of its own, over a library that keeps nothing: what grows is the bot. On SIGUSR2 it collects its
 * garbage and prints the heap that is left, in bytes. With ANSWER_MS an answer takes up to so many milliseconds.
 */
const ANSWER_MS = Number(process.env.ANSWER_MS ?? 0);
const WORDS = 'Microsoft bought GitHub in 2018.';
const passages = makePassages([{ title: 'A deal', text: `${WORDS} Many were surprised.` }]);
const [passage] = passages;
if (passage === undefined) throw new Error('no passage');
const library: Library = {
  ...createWordDesk([], passages),
  ask: async (question) => {
    if (ANSWER_MS > 0) await sleep(Math.random() * ANSWER_MS);
    return question.includes('GitHub')
      ? stageAnswer(question, [{ passage, words: WORDS }])
      : stageAbstention(question, 'weak-evidence');
  },
  findPassage: (id) => (id === passage.id ? passage : undefined),
  listArticles: () => [{ ...passage.article, passageCount: 1 }],
  describe: () => ({
    generation: 'lean',
    builtAt: '2026-01-02T03:04:05.000Z',
    articleCount: 1,
    passageCount: 1,
    modelId: 'none/none',
  }),
};

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
process.on('SIGUSR2', () => {
  collect();
  process.stdout.write(`${process.memoryUsage().heapUsed.toString()}\n`);
});

// Discord takes 50 requests a second of a bot; twenty thousand questions at that pace would only take longer.
Object.assign(DefaultRestOptions, { globalRequestsPerSecond: Number.POSITIVE_INFINITY });

const bot = await startBot({
  token: process.env.DISCORD_TOKEN ?? '',
  apiBase: process.env.DISCORD_API ?? '',
  stateDir: process.env.STATE_DIR ?? null,
  library,
  logger: pino({ level: 'silent' }),
  questionsPerMinute: 100_000,
  channelQuestionsPerMinute: 100_000,
  serverQuestionsPerMinute: 100_000,
  maxWaitingQuestions: 1_000,
});
process.once('SIGTERM', () => {
  void bot.close().then(() => process.exit(0));
});
