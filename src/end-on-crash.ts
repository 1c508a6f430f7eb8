import type { Logger } from 'pino';

/** Deepest part of a stack that is logged, in calls. */
const MAX_CALLS = 30;

/**
 * What nobody caught ends the process with exit code 1, after one line of the level `fatal`: whatever state it left cannot be
 * trusted, and a supervisor starts the bot again. The line tells the kind and the calls, not the message, which may hold
 * somebody's words or the token.
 */
export function endOnCrash(logger: Pick<Logger, 'fatal'>): void {
  // Without a listener of its own, a promise that nobody handles arrives here, too.
  process.on('uncaughtException', (error: unknown, origin) => {
    // A log that cannot be written must not keep the process alive.
    try {
      logger.fatal(
        { origin, ...describeCrash(error) },
        'an error that nobody caught: the process ends, start it again',
      );
    } finally {
      process.exit(1);
    }
  });
}

function describeCrash(error: unknown): {
  readonly kind: string;
  readonly code?: string;
  readonly calls: readonly string[];
} {
  if (!(error instanceof Error)) return { kind: typeof error, calls: [] };
  const { name, message, stack = '' } = error;
  const code = (error as NodeJS.ErrnoException).code;
  // Only what follows the message, which may have lines that look like calls; the name is not always as it was then.
  const from = message === '' ? 0 : stack.indexOf(message) + message.length;
  const calls = message !== '' && !stack.includes(message) ? [] : stack.slice(from).split('\n');
  return {
    kind: isPlain(name) ? name : 'Error',
    ...(typeof code === 'string' && isPlain(code) ? { code } : {}),
    calls: calls
      .map((line) => line.trim())
      .filter((line) => line.startsWith('at '))
      .slice(0, MAX_CALLS),
  };
}

function isPlain(word: string): boolean {
  return /^\w{1,60}$/.test(word);
}
