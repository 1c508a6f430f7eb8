import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { buildCheckedIndex } from '../src/build-checked-index.ts';
import { hasModelFiles } from '../src/embeddings/check-model-files.ts';
import { describeModel } from '../src/embeddings/describe-model.ts';
import { downloadModel } from '../src/embeddings/download-model.ts';
import { openTokenCounter } from '../src/embeddings/token-counter.ts';
import { openTransformersEmbedder } from '../src/embeddings/transformers-embedder.ts';
import { FootnoteError } from '../src/errors.ts';
import { BUILD_PHASE_WORDS } from '../src/indexing/build-phase-words.ts';
import type { BuildOutcome, BuildPhase, BuildSummary } from '../src/indexing/build-summary.ts';
import { createLazyEmbedder } from '../src/indexing/create-lazy-embedder.ts';
import { renderBuildSummary } from '../src/indexing/render-build-summary.ts';
import { selectModelOptions } from '../src/select-model-options.ts';
import { createProgressReporter, type ProgressReporter } from '../src/terminal/progress-reporter.ts';
import { renderError } from '../src/terminal/render-error.ts';
import { stripControls } from '../src/terminal/strip-controls.ts';
import { loadSettings } from './shared/load-settings.ts';
import { printLine } from './shared/print-line.ts';
import { runScript } from './shared/run-script.ts';
import { watchAndBuild } from './shared/watch-and-build.ts';

const EXIT_CODES = { done: 0, failed: 1, badFlags: 2, belowFloor: 4, interrupted: 130 } as const;

const OUTCOME_CODES: Readonly<Record<BuildOutcome, number>> = {
  built: EXIT_CODES.done,
  'up-to-date': EXIT_CODES.done,
  'dry-run': EXIT_CODES.done,
  rejected: EXIT_CODES.failed,
  'below-floor': EXIT_CODES.belowFloor,
};

interface Flags {
  readonly corpus?: string;
  readonly index?: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly strict?: boolean;
  readonly minSuccess?: number;
  readonly watch?: boolean;
  readonly json?: boolean;
}

const program = new Command('npm run index --')
  .description('Builds the index from a folder of articles. What has not changed is not embedded again.')
  .option('--corpus <dir>', 'folder of articles (default: CORPUS_DIR, else corpus)')
  .option('--index <dir>', 'folder of the index (default: INDEX_DIR, else data/index)')
  .option('--dry-run', 'say what would be done, and write nothing')
  .option(
    '--force',
    'build even if nothing changed, more than half of the articles would be lost, or too few questions go well',
  )
  .option('--strict', 'write nothing if a file of the corpus must be left out')
  .option(
    '--min-success <share>',
    'least share of the questions of questions.jsonl that must go well, from 0 to 1 (default: what the current index reaches on the questions that both know)',
    parseShare,
  )
  .addOption(
    new Option('--watch', 'build again after each change of the articles, until Ctrl+C').conflicts('dryRun'),
  )
  .option('--json', 'print the summary as one JSON object; with --watch each event, one a line')
  .allowExcessArguments(false)
  .addHelpText(
    'after',
    `
Exit codes:
  0    done, or nothing to do; with --watch, stopped by Ctrl+C or SIGTERM
  1    an error, or with --strict a file that must be left out; the index in use is as it was
  2    wrong flags
  4    too few of the questions of questions.jsonl go well with the new index; the index in use is as it was
  130  stopped by Ctrl+C; what was embedded is kept, and the next build goes on from there`,
  )
  .exitOverride();

function parseShare(text: string): number {
  const share = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (share >= 0 && share <= 1) return share;
  throw new InvalidArgumentError('It must be a number from 0 to 1, such as 0.95.');
}

/** Opens what embeds, and builds. The model itself is loaded only when there is something to embed. */
async function buildOnce(
  flags: Flags,
  progress: ProgressReporter,
  signal: AbortSignal,
): Promise<BuildSummary> {
  const config = loadSettings();
  const model = selectModelOptions(config);
  if (model.isHubModel && !(await hasModelFiles(model))) {
    await downloadModel({
      ...model,
      onDownloadProgress: ({ file, loadedBytes, totalBytes }) => {
        progress.report(`Downloading ${file}`, loadedBytes, totalBytes);
      },
    });
  }
  const fingerprint = await describeModel(model);
  const counter = await openTokenCounter({ ...model, prefix: fingerprint.passagePrefix });
  const embedder = createLazyEmbedder(fingerprint, () =>
    openTransformersEmbedder({ ...model, threads: config.embeddingThreads }),
  );
  try {
    const built = {
      corpusDir: flags.corpus ?? config.corpusDir,
      indexDir: flags.index ?? config.indexDir,
      embedder,
      ...counter,
      dryRun: flags.dryRun ?? false,
      force: flags.force ?? false,
      strict: flags.strict ?? false,
      ...(flags.minSuccess === undefined ? {} : { minSuccess: flags.minSuccess }),
      onProgress: (phase: BuildPhase, done: number, total: number) => {
        progress.report(BUILD_PHASE_WORDS[phase], done, total);
      },
      signal,
    };
    return await buildCheckedIndex(built, config);
  } finally {
    progress.stop();
    await embedder.close();
  }
}

async function main(): Promise<number> {
  try {
    program.parse();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT_CODES.done : EXIT_CODES.badFlags;
  }
  const flags = program.opts<Flags>();
  const interrupted = new AbortController();
  for (const signal of flags.watch === true ? ['SIGINT', 'SIGTERM'] : ['SIGINT']) {
    process.once(signal, () => {
      interrupted.abort();
    });
  }
  const progress = createProgressReporter(process.stderr, { linesEveryMs: 5000 });
  if (flags.watch === true) {
    const corpusDir = flags.corpus ?? loadSettings().corpusDir;
    const { signal } = interrupted;
    const build = (): Promise<BuildSummary> => buildOnce(flags, progress, signal);
    await watchAndBuild({ corpusDir, build, signal, isJson: flags.json === true });
    return EXIT_CODES.done;
  }
  try {
    const summary = await buildOnce(flags, progress, interrupted.signal);
    await printLine(
      flags.json === true ? JSON.stringify(summary) : stripControls(renderBuildSummary(summary)),
    );
    return OUTCOME_CODES[summary.outcome];
  } catch (error) {
    const stopped = interrupted.signal.aborted;
    const message = stopped
      ? 'Stopped. What was embedded is kept; the index is as it was.'
      : renderError(error);
    process.stderr.write(`${message}\n`);
    if (flags.json === true) {
      const code = error instanceof FootnoteError ? error.code : 'internal';
      const outcome = stopped ? { outcome: 'stopped' } : { outcome: 'failed', code };
      await printLine(JSON.stringify({ ...outcome, message }));
    }
    return stopped ? EXIT_CODES.interrupted : EXIT_CODES.failed;
  }
}

await runScript(main);
