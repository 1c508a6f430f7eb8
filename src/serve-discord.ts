import { once } from 'node:events';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { createRebuild } from './create-rebuild.ts';
import { startBot, type Bot } from './discord/start-bot.ts';
import type { FeedbackDesk } from './feedback/feedback-desk.ts';
import { FOOTNOTE_VERSION } from './indexing/footnote-version.ts';
import { createMetrics } from './metrics/create-metrics.ts';
import { startMetricsServer } from './metrics/start-metrics-server.ts';
import { openFeedback } from './open-feedback.ts';
import type { OpenLibrary } from './open-library.ts';

export interface ServeDiscordOptions {
  readonly config: Config;
  readonly token: string;
  readonly logger: Logger;
  /** The environment that a rebuild runs with. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How far the opening of the articles is; the phase in plain words. */
  readonly onProgress: (phase: string, done: number, total: number) => void;
  /** Called once the articles are open; the signal ends the bot. */
  readonly listenForStop: () => AbortSignal;
}

/** What the metrics and health checks look at; null until it is there. */
interface Served {
  open: OpenLibrary | null;
  bot: Bot | null;
}

/** The Discord bot, and its metrics where they are asked for. Ends with the signal, or throws what ended the bot. */
export async function serveDiscord(options: ServeDiscordOptions): Promise<void> {
  const { config, logger, onProgress } = options;
  const served: Served = { open: null, bot: null };
  const { observer, close } = await startMetrics(served, options);
  try {
    const { openLibrary } = await import('./open-library.ts');
    const open = await openLibrary({ config, logger, build: 'if-needed', onProgress });
    let feedback: FeedbackDesk | null = null;
    try {
      // Only from here on: a build that is cut short leaves the last index whole, and stops at once.
      const signal = options.listenForStop();
      open.watch();
      served.open = open;
      feedback = await openFeedback(config, config.stateDir, open.embedder, logger);
      await runBot(served, open, feedback, options, observer, signal);
    } finally {
      await feedback?.close();
      await open.close();
    }
  } finally {
    await close();
  }
}

async function runBot(
  served: Served,
  { library }: OpenLibrary,
  feedback: FeedbackDesk,
  { config, token, logger, env }: ServeDiscordOptions,
  observer: ReturnType<typeof createMetrics> | null,
  signal: AbortSignal,
): Promise<void> {
  const { answerChannels, questionsPerMinute, maxWaitingQuestions, logQuestions, stateDir } = config;
  const { channelQuestionsPerMinute, serverQuestionsPerMinute } = config;
  const stopped = signal.aborted ? Promise.resolve() : once(signal, 'abort');
  const starting = startBot({
    ...{
      token,
      library,
      logger,
      answerChannels,
      questionsPerMinute,
      channelQuestionsPerMinute,
      serverQuestionsPerMinute,
      maxWaitingQuestions,
      logQuestions,
      stateDir,
      feedback,
    },
    apiBase: config.discordApi,
    version: FOOTNOTE_VERSION,
    rebuild: createRebuild({ config, env }),
    ...(observer === null ? {} : { observer }),
  });
  const bot = await Promise.race([starting, stopped.then(() => null)]);
  if (bot === null) return;
  served.bot = bot;
  await Promise.race([stopped, bot.ended]);
  logger.info('the bot is stopping');
  // Not ready any more, before the last answers are given.
  served.bot = null;
  await bot.close();
  const reason = await bot.ended;
  if (reason !== null) throw reason;
}

async function startMetrics(
  served: Served,
  { config, logger }: Pick<ServeDiscordOptions, 'config' | 'logger'>,
): Promise<{
  readonly observer: ReturnType<typeof createMetrics> | null;
  readonly close: () => Promise<void>;
}> {
  const { metricsPort: port, metricsHost: host } = config;
  if (port === undefined) return { observer: null, close: () => Promise.resolve() };
  const sources = {
    version: FOOTNOTE_VERSION,
    describeIndex: () => served.open?.library.describe() ?? null,
    describeBot: () => {
      if (served.bot === null) return null;
      const { status, breaks, resumes, startsLeft } = served.bot.describeGateway();
      return { isConnected: status === 'ready', ...served.bot.describeQueue(), breaks, resumes, startsLeft };
    },
  };
  const metrics = createMetrics(sources);
  const server = await startMetricsServer({ port, host, metrics, sources });
  logger.info({ url: server.url }, 'metrics and health checks are served');
  return { observer: metrics, close: () => server.close() };
}
