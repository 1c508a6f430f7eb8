import { config as loadDotenv } from 'dotenv';
import pino from 'pino';
import { type Config, loadConfig } from './config.ts';
import { endOnCrash } from './end-on-crash.ts';
import { ConfigError } from './errors.ts';
import { listenForStop } from './listen-for-stop.ts';
import { createProgressReporter, type ProgressReporter } from './terminal/progress-reporter.ts';
import { renderError } from './terminal/render-error.ts';
import { watchClosedPipe } from './terminal/watch-closed-pipe.ts';

const NOTICE = 'To connect Discord, set DISCORD_TOKEN in .env (see .env.example) and run npm start again.';
/** How long a process that is done may take to end by itself, in milliseconds. */
const EXIT_GRACE_MS = 1000;

/** What not every start needs is imported only where it is needed, so that each is quick. */
async function main(): Promise<number> {
  if (process.argv.length > 2) await explainUsage();
  const config = readSettings();
  const token = config.discordToken;
  // Beside the playground, what a server logs for its records would only be in the way.
  const level = token === undefined && config.logLevel === 'info' ? 'warn' : config.logLevel;
  const logger = pino({ level }, pino.destination({ dest: 2, sync: true }));
  endOnCrash(logger);
  const progress = createProgressReporter(process.stderr, {
    intro: `Building the index of ${config.corpusDir} in ${config.indexDir}.`,
  });
  try {
    if (token === undefined) return await play(config, logger, progress);
    return await serve(config, token, logger, progress);
  } finally {
    progress.stop();
    // discord.js may go on trying to reach a Discord that is gone. Does not hold up a process that ends by itself.
    setTimeout(() => process.exit(), EXIT_GRACE_MS).unref();
  }
}

function readSettings(): Config {
  const { parsed = {}, error } = loadDotenv({ quiet: true });
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? 'ENOENT';
  if (code !== 'ENOENT')
    throw new ConfigError('.env', `The file .env cannot be read (${code}): mend or remove it.`);
  return loadConfig(process.env, { dotenvKeys: Object.keys(parsed) });
}

async function play(config: Config, logger: pino.Logger, progress: ProgressReporter): Promise<number> {
  const { servePlayground } = await import('./serve-playground.ts');
  await servePlayground({
    ...{ config, logger },
    onListening: (url) => {
      process.stdout.write(`The playground is at ${url} (Ctrl+C ends it).\n${NOTICE}\n`);
    },
    onProgress: progress.report,
    onOpen: progress.stop,
    signal: listenForStop(),
  });
  return 0;
}

async function serve(
  config: Config,
  token: string,
  logger: pino.Logger,
  progress: ProgressReporter,
): Promise<number> {
  const { serveDiscord } = await import('./serve-discord.ts');
  await serveDiscord({
    ...{ config, token, logger, env: process.env },
    onProgress: progress.report,
    listenForStop: () => {
      progress.stop();
      return listenForStop();
    },
  });
  return 0;
}

async function explainUsage(): Promise<void> {
  const { Command } = await import('commander');
  new Command()
    .name('npm start')
    .description(
      'Starts Footnote: the Discord bot where DISCORD_TOKEN is set, else the playground, a page with the bot in it.',
    )
    .addHelpText(
      'after',
      '\nSettings are variables of the environment or lines of .env; .env.example lists them all.',
    )
    .showHelpAfterError()
    .parse();
}

for (const stream of [process.stdout, process.stderr]) watchClosedPipe(stream, () => process.exit(0));
try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${renderError(error)}\n`);
  process.exitCode = 1;
}
