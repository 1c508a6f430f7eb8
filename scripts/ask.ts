import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import type { Library } from '../src/answers/library.ts';
import { ConfigError } from '../src/errors.ts';
import { renderReplyJson } from '../src/terminal/render-reply-json.ts';
import { renderReply } from '../src/terminal/render-reply.ts';
import { createTerminalStyle } from '../src/terminal/terminal-style.ts';
import { loadSettings } from './shared/load-settings.ts';
import { openChosenLibrary } from './shared/open-chosen-library.ts';
import { parseQuestions } from './shared/parse-questions.ts';
import { printLine } from './shared/print-line.ts';
import { runScript } from './shared/run-script.ts';

interface Flags {
  readonly corpus?: string;
  readonly index?: string;
  readonly top: number;
  readonly json?: boolean;
  readonly questions?: string;
}

const EXIT_ABSTAINED = 3;
const MAX_TOP = 100;

const program = new Command()
  .name('npm run ask --')
  .usage('[options] "question"')
  .description('Answers a question, or a file of questions, with quotations from the articles.')
  .argument('[question...]', 'the question; several words need no quotes')
  .option('--corpus <dir>', 'folder of articles (default: CORPUS_DIR)')
  .option('--index <dir>', 'folder of the index (default: INDEX_DIR, or one beside it for another --corpus)')
  .option('--top <count>', `passages listed as hits, 1 to ${MAX_TOP}`, parseTop, 10)
  .option('--json', 'print the reply as one line of JSON')
  .option(
    '--questions <file>',
    'JSON lines with "id" and "question"; prints one JSON line for each, in order',
  )
  .addHelpText(
    'after',
    '\nThe index is built first where it is missing or stale. With --index alone it is taken as it stands.' +
      '\nExit code: 0 answered, 3 abstained (a single question), 1 error.',
  )
  .showHelpAfterError();

function parseTop(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= MAX_TOP) return count;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${MAX_TOP}.`);
}

async function main(): Promise<number> {
  program.parse();
  const flags = program.opts<Flags>();
  if (program.args.length > 0 === (flags.questions !== undefined)) {
    program.error('error: give either a question or --questions FILE');
  }
  const config = loadSettings();
  const { questions: path, top: topK } = flags;
  // Read before the index is built: a bad file should not cost a wait.
  const questions = path === undefined ? null : parseQuestions(await readQuestions(path), path);
  const opened = await openChosenLibrary(config, flags);
  const { library } = opened;
  try {
    if (questions === null) return await answerOne(library, program.args.join(' '), flags);
    const ask = async ({ id, question }: (typeof questions)[number]): Promise<string> =>
      renderReplyJson(id, await library.ask(question, { topK }));
    // Two a thread: while one is embedded, the quotes of another are chosen.
    await printInOrder(questions, ask, config.embeddingThreads * 2);
    return 0;
  } finally {
    await opened.close();
  }
}

async function answerOne(library: Library, question: string, { json, top }: Flags): Promise<number> {
  const reply = await library.ask(question, { topK: top });
  const { isTTY, columns } = process.stdout;
  const style = createTerminalStyle(isTTY ? { columns, colors: !process.env.NO_COLOR } : {});
  await printLine(json === true ? renderReplyJson(null, reply) : renderReply(reply, style));
  return reply.outcome === 'answer' ? 0 : EXIT_ABSTAINED;
}

/** Works on at most `concurrency` at once, and prints each line in its turn. */
async function printInOrder<T>(
  items: readonly T[],
  work: (item: T) => Promise<string>,
  concurrency: number,
): Promise<void> {
  const underWay: Promise<string>[] = [];
  for (const item of items) {
    const line = work(item);
    // Its error is thrown when its turn comes.
    line.catch(() => undefined);
    underWay.push(line);
    if (underWay.length >= concurrency) await printLine((await underWay.shift()) ?? '');
  }
  for (const line of underWay) await printLine(await line);
}

async function readQuestions(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    throw new ConfigError('--questions', `The file of questions ${path} cannot be read (${code}).`, cause);
  });
}

await runScript(main);
