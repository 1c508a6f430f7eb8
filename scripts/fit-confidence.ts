import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { openMeter } from '../src/build-checked-index.ts';
import { ConfigError } from '../src/errors.ts';
import { measureCalibration } from '../src/evaluation/measure-calibration.ts';
import { type LabelledQuestion, parseQuestionSet } from '../src/evaluation/question-set.ts';
import { ANSWERABLE_SHARE } from '../src/indexing/calibration/calibrate.ts';
import { listPercentiles } from '../src/indexing/calibration/calibration.ts';
import {
  applyLogistic,
  type Example,
  fitLogistic,
  type LogisticModel,
  type Signals,
} from '../src/indexing/calibration/fit-logistic.ts';
import { createSeededRandom } from '../src/indexing/calibration/seeded-random.ts';
import { loadSettings } from './shared/load-settings.ts';
import { openChosenLibrary } from './shared/open-chosen-library.ts';
import { printLine } from './shared/print-line.ts';
import { runScript } from './shared/run-script.ts';

interface Flags {
  readonly questions: readonly string[];
  readonly corpus: readonly string[];
}

/** A labelled question with its evidence; null where it is refused before anything is searched. */
interface Row {
  readonly question: LabelledQuestion;
  readonly signals: Signals | null;
}

const FOLDS = 10;
const WRONG_REFUSALS = 0.05;

/** Pull towards no weights at all; so small that it only keeps weights finite that few questions settle. */
const STRENGTH = 0.02;

const program = new Command()
  .name('npm run fit-confidence --')
  .description(
    'Fits the shipped model of confidence to labelled questions, and prints it with what it would give.',
  )
  .requiredOption('--questions <files...>', 'labelled questions, JSON lines')
  .requiredOption('--corpus <dirs...>', 'the folder of articles of each file of questions, in the same order')
  .addHelpText('after', '\nNothing is changed: put the model into src/answers/estimate-confidence.ts.')
  .allowExcessArguments(false)
  .showHelpAfterError();

async function measureSet(path: string, corpus: string): Promise<readonly Row[]> {
  const questions = parseQuestionSet(await readFile(path, 'utf8'), path);
  const open = await openChosenLibrary(loadSettings(), { corpus });
  try {
    const measure = openMeter(open.searchParts);
    const rows: Row[] = [];
    for (const question of questions) {
      rows.push({ question, signals: (await measure(question.question))?.signals ?? null });
    }
    return rows;
  } finally {
    await open.close();
  }
}

/** Each set counts the same, and in it the answerable ones as much as they are asked for. */
function fitTo(sets: readonly (readonly Row[])[], names: readonly string[]): LogisticModel {
  const examples = sets.flatMap((rows): readonly Example[] => {
    const used = rows.flatMap(({ question, signals }) =>
      signals === null ? [] : [{ signals, isAnswerable: question.kind === 'answerable' }],
    );
    const answerable = used.filter(({ isAnswerable }) => isAnswerable).length;
    return used.map(({ signals, isAnswerable }) => {
      const weight = isAnswerable
        ? ANSWERABLE_SHARE / answerable
        : (1 - ANSWERABLE_SHARE) / (used.length - answerable);
      return { signals, isAnswerable, weight };
    });
  });
  const prior = { bias: 0, weights: Object.fromEntries(names.map((name) => [name, 0])) };
  return fitLogistic(examples, { prior, strength: STRENGTH });
}

function rate(model: LogisticModel, { signals }: Row): number {
  return signals === null ? 0 : applyLogistic(model, signals);
}

function chooseThreshold(model: LogisticModel, sets: readonly (readonly Row[])[]): number {
  const answerable = sets.flat().filter(({ question }) => question.kind === 'answerable');
  return listPercentiles(answerable.map((row) => rate(model, row)))[WRONG_REFUSALS * 100] ?? 0;
}

interface Outcome {
  readonly row: Row;
  readonly confidence: number;
  readonly isRefused: boolean;
}

/** Every question judged by a model that did not see it, nor its tenth of the questions. */
function crossValidate(
  sets: readonly (readonly Row[])[],
  names: readonly string[],
): readonly (readonly Outcome[])[] {
  const foldOf = ({ question }: Row) => Math.floor(createSeededRandom(question.id).next() * FOLDS);
  const outcomes = sets.map((): Outcome[] => []);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const seen = sets.map((rows) => rows.filter((row) => foldOf(row) !== fold));
    const model = fitTo(seen, names);
    const threshold = chooseThreshold(model, seen);
    for (const [index, rows] of sets.entries()) {
      for (const row of rows.filter((one) => foldOf(one) === fold)) {
        const confidence = rate(model, row);
        outcomes[index]?.push({ row, confidence, isRefused: confidence < threshold });
      }
    }
  }
  return outcomes;
}

function renderRow(name: string, outcomes: readonly Outcome[]): string {
  const share = (kind: LabelledQuestion['kind']): string => {
    const group = outcomes.filter(({ row }) => row.question.kind === kind);
    const refused = group.filter(({ isRefused }) => isRefused).length;
    return `${((100 * refused) / group.length).toFixed(1)} % of ${group.length}`;
  };
  const forecasts = outcomes
    .filter(({ row }) => row.signals !== null)
    .map(({ confidence, row }) => ({
      probability: confidence,
      cameTrue: row.question.kind === 'answerable',
    }));
  const brier = measureCalibration(forecasts)?.brier.toFixed(3) ?? '-';
  return `| ${name} | ${share('answerable')} | ${share('near')} | ${share('off')} | ${brier} |`;
}

async function main(): Promise<number> {
  program.parse();
  const { questions, corpus } = program.opts<Flags>();
  if (questions.length !== corpus.length) {
    throw new ConfigError('--corpus', 'Name as many folders with --corpus as files with --questions.');
  }
  const sets: (readonly Row[])[] = [];
  for (const [index, path] of questions.entries()) sets.push(await measureSet(path, corpus[index] ?? ''));
  const names = Object.keys(sets.flat().find(({ signals }) => signals !== null)?.signals ?? {});
  const model = fitTo(sets, names);
  const threshold = chooseThreshold(model, sets);
  const round = (value: number): number => Math.round(value * 10) / 10;
  const weights = Object.fromEntries(
    Object.entries(model.weights).map(([name, value]) => [name, round(value)]),
  );
  await printLine(JSON.stringify({ bias: round(model.bias), weights, minConfidence: threshold }, null, 2));
  await printLine('\n| refused | answerable | near | off | Brier |\n| --- | --- | --- | --- | --- |');
  const folds = crossValidate(sets, names);
  for (const [index, rows] of sets.entries()) {
    const name = `set ${index + 1}`;
    const seen = rows.map((row) => {
      const confidence = rate(model, row);
      return { row, confidence, isRefused: confidence < threshold };
    });
    await printLine(renderRow(`${name}, fitted to it`, seen));
    await printLine(renderRow(`${name}, ${FOLDS}-fold`, folds[index] ?? []));
  }
  return 0;
}

await runScript(main);
