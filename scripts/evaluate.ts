import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import type { Config } from '../src/config.ts';
import { ConfigError } from '../src/errors.ts';
import { compareReports } from '../src/evaluation/compare-reports.ts';
import { type EvaluationReport, parseReport } from '../src/evaluation/evaluation-report.ts';
import { parseQuestionSet } from '../src/evaluation/question-set.ts';
import { renderComparison } from '../src/evaluation/render-comparison.ts';
import { renderReport } from '../src/evaluation/render-report.ts';
import { createProgressReporter } from '../src/terminal/progress-reporter.ts';
import { stripControls } from '../src/terminal/strip-controls.ts';
import { chooseIndex } from './shared/choose-index.ts';
import { evaluateQuestions } from './shared/evaluate-questions.ts';
import { loadSettings } from './shared/load-settings.ts';
import { openChosenLibrary } from './shared/open-chosen-library.ts';
import { printLine } from './shared/print-line.ts';
import { runScript } from './shared/run-script.ts';

interface Flags {
  readonly questions?: string;
  readonly corpus?: string;
  readonly index?: string;
  readonly beir?: string;
  readonly compare?: string;
  readonly json?: boolean;
}

type Progress = (phase: string, done: number, total: number) => void;

const EXIT_CODES = { done: 0, badFlags: 2 } as const;

/** What takes less long needs no progress. */
const QUIET_MS = 2000;

const program = new Command('npm run evaluate --')
  .description('Measures retrieval and answers on labelled questions, or retrieval on a folder of BEIR.')
  .option(
    '--questions <file>',
    "labelled questions, JSON lines (default: the corpus folder's questions.jsonl)",
  )
  .option('--corpus <dir>', 'folder of articles (default: CORPUS_DIR)')
  .option('--index <dir>', 'folder of the index (default: INDEX_DIR, or one beside it for another folder)')
  .option('--beir <dir>', 'folder with corpus.jsonl, queries.jsonl and qrels/test.tsv, instead of questions')
  .option('--compare <file>', 'tell what has changed since an earlier output of --json')
  .option('--json', 'print the report as one JSON object, with every question')
  .allowExcessArguments(false)
  .addHelpText(
    'after',
    `
A line of the questions: {"id": "q1", "question": "Who wrote this?", "gold_file": "a.md",
"gold_answer": "Ada Writer", "kind": "answerable"}; "near" and "off" have null for both gold fields.
The index is built first where it is missing or stale. With --index alone it is taken as it stands.
RERANK_MODEL adds a row. Questions are asked one at a time, so that the times are those of one asker.

Exit codes:
  0    measured, whatever the figures are
  1    an error
  2    wrong flags`,
  )
  .exitOverride();

async function main(): Promise<number> {
  try {
    program.parse();
    const { beir, questions, corpus } = program.opts<Flags>();
    if (beir !== undefined && (questions !== undefined || corpus !== undefined)) {
      program.error('error: --beir brings its own corpus and queries: leave --questions and --corpus out');
    }
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT_CODES.done : EXIT_CODES.badFlags;
  }
  const flags = program.opts<Flags>();
  const { compare, json } = flags;
  const config = loadSettings();
  // Read before anything is built: a bad file should not cost a wait.
  const earlier = compare === undefined ? null : parseReport(await readText(compare, '--compare'), compare);
  const progress = createProgressReporter(process.stderr);
  const started = performance.now();
  const report = await evaluate(config, flags, (phase, done, total) => {
    if (performance.now() - started > QUIET_MS) progress.report(phase, done, total);
  }).finally(progress.stop);
  const comparison = earlier === null ? null : compareReports(earlier, report);
  if (json === true) {
    await printLine(JSON.stringify(comparison === null ? report : { ...report, comparison }));
  } else {
    const parts = [
      renderReport(report),
      ...(comparison === null ? [] : [renderComparison(comparison, compare ?? '')]),
    ];
    await printLine(stripControls(parts.join('\n\n')));
  }
  return EXIT_CODES.done;
}

async function evaluate(config: Config, flags: Flags, onProgress: Progress): Promise<EvaluationReport> {
  if (flags.beir !== undefined) {
    const { evaluateBeir } = await import('./shared/evaluate-beir.ts');
    const { indexDir } = chooseIndex(config, { ...flags, corpus: flags.beir });
    if (resolve(indexDir) === resolve(config.indexDir)) {
      const message = `${indexDir} is the index of your articles (INDEX_DIR), which that of --beir would replace: name another folder with --index, or none.`;
      throw new ConfigError('--index', message);
    }
    const { useModels } = await import('./shared/use-models.ts');
    const beirDir = flags.beir;
    return useModels(config, onProgress, (models) => evaluateBeir({ models, beirDir, indexDir, onProgress }));
  }
  const path = flags.questions ?? join(chooseIndex(config, flags).corpusDir, 'questions.jsonl');
  const questions = parseQuestionSet(await readText(path, '--questions'), path);
  const opened = await openChosenLibrary(config, flags);
  try {
    return await evaluateQuestions(opened, {
      ...{ questions, path },
      onProgress: (done, total) => {
        onProgress('Asking questions', done, total);
      },
    });
  } finally {
    await opened.close();
  }
}

async function readText(path: string, flag: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    throw new ConfigError(
      flag,
      `The file ${path} cannot be read (${code}): name another one with ${flag}.`,
      cause,
    );
  });
}

await runScript(main);
