import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { openFeedback } from './open-feedback.ts';
import { startPlayground, type Playground } from './playground/start-playground.ts';
import { loadExampleQuestions } from './terminal/load-example-questions.ts';

export interface ServePlaygroundOptions {
  readonly config: Config;
  readonly logger: Logger;
  /** Called with the page's address as soon as it is served. */
  readonly onListening: (url: string) => void;
  /** How far the opening of the articles is; the phase in plain words. */
  readonly onProgress: (phase: string, done: number, total: number) => void;
  /** Called when the articles are open: there is no more progress. */
  readonly onOpen: () => void;
  /** Ends the playground. */
  readonly signal: AbortSignal;
}

/** What is dropped on the page; no setting, since it is gone when the playground ends. */
const DATA_DIR = join('data', 'playground');

/** Whoever tries things out is alone here, and asks more in a minute than a person in a channel. */
const QUESTIONS_PER_MINUTE = 60;

/**
 * The bot in a browser: local Discord, the page that shows it, and the bot logged in as to any Discord. The page is
 * there at once and shows how far the articles are. Ends with the signal, or throws what ended the bot.
 */
export async function servePlayground(options: ServePlaygroundOptions): Promise<void> {
  const { config, logger, signal } = options;
  const stopped = signal.aborted ? Promise.resolve() : once(signal, 'abort').then(() => undefined);
  const playground = await startPlayground({
    port: config.playgroundPort,
    dataDir: DATA_DIR,
    corpusDir: config.corpusDir,
    onProblem: (error) => {
      logger.error({ err: error }, 'the playground could not do something');
    },
  });
  try {
    options.onListening(playground.url);
    await Promise.race([runBot(playground, options, stopped), stopped]);
  } finally {
    await playground.close();
  }
}

/** Opens the articles, logs the bot in and waits for its end. What takes long to import is imported only now. */
async function runBot(
  playground: Playground,
  { config, logger, onProgress, onOpen }: ServePlaygroundOptions,
  stopped: Promise<void>,
): Promise<void> {
  const { discord, answersChannelId } = playground;
  const account = { token: discord.botToken, apiBase: discord.restBase };
  const candidates = await loadExampleQuestions(join(config.corpusDir, 'questions.jsonl'));
  playground.setExamples(candidates);
  playground.showProgress({ phase: 'Opening the articles', done: 0, total: 1 });
  const { openLibrary } = await import('./open-library.ts');
  const open = await openLibrary({
    ...{ config, logger, build: 'if-needed' },
    onProgress: (phase, done, total) => {
      onProgress(phase, done, total);
      playground.showProgress({ phase, done, total });
    },
  });
  onOpen();
  try {
    const [{ startBot }, { registerCommands }, { createArticleDesk }, { chooseExamples }] = await Promise.all(
      [
        import('./discord/start-bot.ts'),
        import('./discord/register-commands.ts'),
        import('./create-article-desk.ts'),
        import('./terminal/choose-examples.ts'),
      ],
    );
    await registerCommands({ ...account, guildId: null });
    const { maxWaitingQuestions, logQuestions } = config;
    const questionsPerMinute = Math.max(config.questionsPerMinute, QUESTIONS_PER_MINUTE);
    // What an earlier playground kept is none of this one's.
    await rm(playground.stateDir, { recursive: true, force: true });
    const feedback = await openFeedback(config, playground.stateDir, open.embedder, logger);
    const bot = await startBot({
      ...{ ...account, questionsPerMinute, maxWaitingQuestions, logQuestions, feedback, logger },
      library: open.library,
      answerChannels: [answersChannelId],
    });
    playground.showProgress(null);
    playground.openShelf(createArticleDesk(open, config));
    playground.setExamples(await chooseExamples(open.library, { candidates }));
    await Promise.race([stopped, bot.ended]);
    await bot.close();
    await feedback.close();
    const reason = await bot.ended;
    if (reason !== null) throw reason;
  } finally {
    await open.close();
  }
}
