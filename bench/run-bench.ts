import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { parseQuestionSet } from '../src/evaluation/question-set.ts';
import { checkIndex } from '../src/indexing/check-index.ts';
import { printLine } from '../scripts/shared/print-line.ts';
import { runScript } from '../scripts/shared/run-script.ts';
import { compareSizes } from './asking/compare-sizes.ts';
import { type BenchOptions, type Part, PARTS } from './bench-options.ts';
import { describeMachine } from './describe-machine.ts';
import { buildWithFootnote, runLangchain } from './indexing/compare-indexing.ts';
import { installPeers } from './install-peers.ts';
import { compareQuality } from './quality/compare-quality.ts';
import type { AnswerableQuestion } from './quality/score-hits.ts';
import { type BenchReport, renderReport } from './report/render-report.ts';
import { readFingerprint } from './shared/read-fingerprint.ts';

interface Flags {
  readonly only?: readonly Part[];
  readonly corpus: string;
  readonly questions?: string;
  readonly passages: readonly number[];
  readonly askers: readonly number[];
  readonly tunedPeers?: boolean;
  readonly json?: boolean;
}

const program = new Command()
  .name('npm run bench --')
  .description('Measures Footnote beside LangChain.js and Orama, and how it grows. Nothing is asserted.')
  .addOption(new Option('--only <parts...>', 'parts to run').choices(PARTS))
  .option('--corpus <dir>', 'folder of articles', 'corpus')
  .option('--questions <file>', 'labelled questions (default: questions.jsonl in, or beside, the articles)')
  .option('--passages <counts>', 'sizes of the index that is asked', parseCounts, [1_000, 10_000, 50_000])
  .option('--askers <counts>', 'how many ask at once', parseCounts, [1, 10, 50])
  .option('--tuned-peers', 'a further row for each peer, tuned to this model (indexes once more)')
  .option('--json', 'print the figures as one line of JSON')
  .allowExcessArguments(false)
  .addHelpText(
    'after',
    '\nThe first run installs the peers into bench/node_modules. Indexes are kept in data/bench. Run it on an idle machine.',
  )
  .showHelpAfterError();

function parseCounts(text: string): readonly number[] {
  const counts = text.split(',').map(Number);
  if (counts.every((count) => Number.isInteger(count) && count > 0)) return counts;
  throw new InvalidArgumentError('It must be whole numbers with commas between them.');
}

async function main(): Promise<number> {
  program.parse();
  const flags = program.opts<Flags>();
  const questionsPath = flags.questions ?? findQuestions(flags.corpus);
  const set = parseQuestionSet(await readFile(questionsPath, 'utf8'), questionsPath);
  const answerable = set.flatMap(({ question, goldFile, goldAnswer }): AnswerableQuestion[] =>
    goldFile === null || goldAnswer === null ? [] : [{ question, goldFile, goldAnswer }],
  );
  const options: BenchOptions = {
    parts: flags.only ?? PARTS,
    corpusDir: flags.corpus,
    questionsPath,
    workDir: join(
      'data',
      'bench',
      createHash('sha256').update(resolve(flags.corpus)).digest('hex').slice(0, 8),
    ),
    sizes: flags.passages,
    askers: flags.askers,
    tunedPeers: flags.tunedPeers ?? false,
  };
  const report = await measure(
    options,
    set.map(({ question }) => question),
    answerable,
  );
  await printLine(flags.json === true ? JSON.stringify(report) : renderReport(report));
  return 0;
}

async function measure(
  options: BenchOptions,
  questions: readonly string[],
  answerable: readonly AnswerableQuestion[],
): Promise<BenchReport> {
  const runs = (part: Part): boolean => options.parts.includes(part);
  await mkdir(options.workDir, { recursive: true });
  const needsPeers = runs('indexing') || runs('quality');
  if (needsPeers) installPeers();
  const machine = describeMachine();
  const counts = { all: questions.length, answerable: answerable.length };
  let report: BenchReport = { machine, corpusDir: options.corpusDir, questions: counts };

  const { state } = await checkIndex({
    corpusDir: options.corpusDir,
    indexDir: join(options.workDir, 'real'),
    fingerprint: await readFingerprint(),
  });
  const footnote =
    runs('indexing') || state !== 'current' ? await tell('indexing', () => buildWithFootnote(options)) : null;
  if (needsPeers) {
    const asked = answerable.map(({ question }) => question);
    const langchain = await tell('LangChain.js', () => runLangchain(options, asked, 'mean'));
    const { articles, build } = langchain;
    if (runs('indexing') && footnote !== null) {
      report = { ...report, indexing: { articles, footnote, langchain: build } };
    }
    if (runs('quality')) {
      const quality = await tell('quality', () => compareQuality(options, answerable, langchain));
      report = { ...report, quality };
    }
  }
  if (runs('asking')) report = { ...report, asking: await compareSizes(options, questions) };
  return report;
}

async function tell<T>(what: string, work: () => Promise<T>): Promise<T> {
  process.stderr.write(`bench: ${what}\n`);
  return work();
}

/** Beside the articles for the shipped corpus, one folder up for a folder of articles only. */
function findQuestions(corpusDir: string): string {
  const within = join(corpusDir, 'questions.jsonl');
  return existsSync(within) ? within : join(corpusDir, '..', 'questions.jsonl');
}

await runScript(main);
