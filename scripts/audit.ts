import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { stripControls } from '../src/terminal/strip-controls.ts';
import { printLine } from './shared/print-line.ts';
import { runScript } from './shared/run-script.ts';
import { judgeAudit, loadAuditExceptions } from './supply/judge-audit.ts';
import { readAudit } from './supply/read-audit.ts';
import { renderAudit } from './supply/render-audit.ts';
import { runNpm } from './supply/run-npm.ts';

const EXIT_CODES = { well: 0, flawed: 1, noAnswer: 3 } as const;
const DEFAULT_TIMEOUT_S = 60;

interface Flags {
  readonly all?: boolean;
  readonly registry?: string;
  readonly exceptions: string;
  readonly timeout: number;
  readonly json?: boolean;
}

const program = new Command('npm run audit --')
  .description(
    'Asks the registry for known flaws of the packages that production needs. High and critical ones are failures.',
  )
  .option('--all', 'ask about the packages that only development needs, too')
  .option('--registry <url>', "registry to ask (default: npm's own setting)")
  .option(
    '--exceptions <file>',
    'JSON list of flaws that are lived with for a while',
    fileURLToPath(new URL('supply/audit-exceptions.json', import.meta.url)),
  )
  .option('--timeout <seconds>', 'how long the registry may take', parseSeconds, DEFAULT_TIMEOUT_S)
  .option('--json', 'print what was found as one JSON object')
  .configureHelp({ optionDescription: ({ description }) => description })
  .allowExcessArguments(false)
  .addHelpText(
    'after',
    `
The timeout is ${DEFAULT_TIMEOUT_S} seconds, the list of exceptions scripts/supply/audit-exceptions.json: objects with "advisory",
"package", "reason" and "until", a date after which the flaw is a failure again.
Exit codes: 0 no flaw that is high or critical, 1 there is one, or an error, 3 the registry does not answer.`,
  )
  .showHelpAfterError();

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 600) return seconds;
  throw new InvalidArgumentError('It must be a whole number of seconds from 1 to 600.');
}

await runScript(async () => {
  const flags = program.parse().opts<Flags>();
  const isAll = flags.all === true;
  const exceptions = loadAuditExceptions(flags.exceptions);
  const timeoutMs = flags.timeout * 1000;
  const result = await runNpm(
    [
      'audit',
      '--json',
      // Said in full: NODE_ENV or a setting of npm would leave packages out otherwise.
      isAll ? '--include=dev' : '--omit=dev',
      '--fetch-retries=1',
      '--fetch-retry-mintimeout=500',
      `--fetch-timeout=${timeoutMs}`,
      ...(flags.registry === undefined ? [] : [`--registry=${flags.registry}`]),
    ],
    { folder: fileURLToPath(new URL('..', import.meta.url)), timeoutMs },
  );
  const answer = readAudit(result, isAll);
  if (answer.kind === 'no-answer') {
    const message = `The registry does not tell of known flaws: ${answer.reason}. Nothing was checked; run this again where it answers.`;
    await printLine(
      flags.json === true
        ? JSON.stringify({ outcome: answer.kind, reason: answer.reason, message })
        : message,
    );
    return EXIT_CODES.noAnswer;
  }
  const { advisories, packageCount } = answer;
  const verdict = judgeAudit(advisories, exceptions, new Date().toISOString().slice(0, 10));
  await printLine(
    flags.json === true
      ? JSON.stringify({ outcome: answer.kind, packageCount, ...verdict })
      : stripControls(renderAudit(verdict, packageCount, isAll)),
  );
  return verdict.isWell ? EXIT_CODES.well : EXIT_CODES.flawed;
});
