import pino from 'pino';
import type { Config } from '../../src/config.ts';
import type { OpenLibrary } from '../../src/open-library.ts';
import { createProgressReporter } from '../../src/terminal/progress-reporter.ts';
import { chooseIndex } from './choose-index.ts';

/** Opens the library that a script's `--corpus` and `--index` mean, with the progress of a build on standard error. */
export async function openChosenLibrary(
  config: Config,
  flags: { readonly corpus?: string; readonly index?: string },
): Promise<OpenLibrary> {
  const { corpusDir, indexDir, build } = chooseIndex(config, flags);
  const progress = createProgressReporter(process.stderr, {
    intro: `Building the index of ${corpusDir} in ${indexDir}.`,
  });
  // Only now, so that wrong flags are told at once.
  const { openLibrary } = await import('../../src/open-library.ts');
  // What a server logs for its records would only be in the way here.
  const level = config.logLevel === 'info' ? 'warn' : config.logLevel;
  try {
    return await openLibrary({
      ...{ config, corpusDir, indexDir, build },
      logger: pino({ level }, pino.destination({ dest: 2, sync: true })),
      onProgress: progress.report,
    });
  } finally {
    progress.stop();
  }
}
