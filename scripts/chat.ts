import { join } from 'node:path';
import { Command } from 'commander';
import { loadExampleQuestions } from '../src/terminal/load-example-questions.ts';
import { runChat } from '../src/terminal/run-chat.ts';
import { loadSettings } from './shared/load-settings.ts';
import { openChosenLibrary } from './shared/open-chosen-library.ts';
import { runScript } from './shared/run-script.ts';

const NOTICE = 'The same in a browser: npm start, without a DISCORD_TOKEN.';

async function main(): Promise<number> {
  new Command()
    .name('npm run chat')
    .description('A chat with the articles in the terminal, whether or not DISCORD_TOKEN is set.')
    .addHelpText(
      'after',
      '\nSettings are variables of the environment or lines of .env; .env.example lists them all.',
    )
    .showHelpAfterError()
    .parse();
  const config = loadSettings();
  const opened = await openChosenLibrary(config, {});
  // Only from here on: a build that is cut short leaves the last index whole, and stops at once.
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop.abort();
    });
  }
  opened.watch();
  try {
    const failures = await runChat({
      library: opened.library,
      input: process.stdin,
      output: process.stdout,
      colors: !process.env.NO_COLOR,
      notice: NOTICE,
      examples: await loadExampleQuestions(join(config.corpusDir, 'questions.jsonl')),
      signal: stop.signal,
    });
    return failures === 0 ? 0 : 1;
  } finally {
    await opened.close();
  }
}

await runScript(main);
