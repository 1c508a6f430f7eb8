import { ConfigError } from '../errors.ts';
import { type Estimate, estimateMean } from './bootstrap.ts';
import type { EvaluationReport, MeasuredQuestion, QuestionsReport } from './evaluation-report.ts';
import { LOWER_IS_BETTER } from './measure-question.ts';

/** One measure, over the questions that both reports measured it on. */
export interface MeasureChange {
  readonly row: string;
  readonly measure: string;
  readonly before: number;
  readonly after: number;
  /** Mean of after − before, with the interval of the paired bootstrap: the same questions are drawn of both. */
  readonly change: Estimate;
  /** Ids of the questions on which it got better, and worse. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

type Verdict = QuestionsReport['questions'][number]['verdict'];

/** A question that was answered, or refused, rightly in one of the reports only. */
export interface VerdictChange {
  readonly id: string;
  readonly question: string;
  readonly before: Verdict;
  readonly after: Verdict;
}

export interface Comparison {
  /** Questions with the same id and words in both. */
  readonly common: number;
  /** Ids that are in one report only, or with other words: nothing is said of them. */
  readonly left: readonly string[];
  readonly measures: readonly MeasureChange[];
  /** Questions that went right since then, and that no longer do; empty for a BEIR folder. */
  readonly gained: readonly VerdictChange[];
  readonly lost: readonly VerdictChange[];
}

interface Pair<Question> {
  readonly before: Question;
  readonly after: Question;
}

/**
 * Holds a report against an earlier one, question by question. Pure.
 * @throws ConfigError where one is on questions and the other on a BEIR folder.
 */
export function compareReports(before: EvaluationReport, after: EvaluationReport): Comparison {
  const verdicts: VerdictChange[] = [];
  if (before.kind === 'questions' && after.kind === 'questions') {
    for (const pair of pairQuestions(before.questions, after.questions)) verdicts.push(...changeOf(pair));
  } else if (before.kind !== after.kind) {
    const message = `The report to compare with is of the kind "${before.kind}", this one of the kind "${after.kind}": name one of the same kind with --compare.`;
    throw new ConfigError('--compare', message);
  }
  const pairs = pairQuestions<MeasuredQuestion>(before.questions, after.questions);
  const paired = new Set(pairs.map(({ after: { id } }) => id));
  const ids = [...before.questions, ...after.questions].map(({ id }) => id);
  return {
    common: pairs.length,
    left: [...new Set(ids)].filter((id) => !paired.has(id)),
    measures: Object.entries(after.measures).flatMap(([row, measures]) =>
      Object.keys(measures).flatMap((measure) => compareMeasure(pairs, row, measure)),
    ),
    gained: verdicts.filter((change) => isRight(change.after)),
    lost: verdicts.filter((change) => isRight(change.before)),
  };
}

function pairQuestions<Question extends MeasuredQuestion>(
  before: readonly Question[],
  after: readonly Question[],
): readonly Pair<Question>[] {
  const known = new Map(before.map((question) => [question.id, question]));
  return after.flatMap((question) => {
    const old = known.get(question.id);
    return old?.question === question.question ? [{ before: old, after: question }] : [];
  });
}

function changeOf({ before, after }: Pair<QuestionsReport['questions'][number]>): VerdictChange[] {
  if (isRight(before.verdict) === isRight(after.verdict)) return [];
  return [{ id: after.id, question: after.question, before: before.verdict, after: after.verdict }];
}

function isRight(verdict: Verdict): boolean {
  return verdict === 'right' || verdict === 'rightly-refused';
}

/** Empty where no question has the measure in both. */
function compareMeasure(
  pairs: readonly Pair<MeasuredQuestion>[],
  row: string,
  measure: string,
): readonly MeasureChange[] {
  const rows = pairs.flatMap(({ before, after }) => {
    const [old, now] = [before.values[row]?.[measure], after.values[row]?.[measure]];
    return old === undefined || now === undefined ? [] : [{ id: after.id, old, now }];
  });
  const change = estimateMean(rows.map(({ old, now }) => now - old));
  if (change === null) return [];
  const better = LOWER_IS_BETTER.has(measure) ? -1 : 1;
  const select = (sign: number): readonly string[] =>
    rows.filter(({ old, now }) => Math.sign(now - old) * better === sign).map(({ id }) => id);
  const before = rows.reduce((sum, { old }) => sum + old, 0) / rows.length;
  return [
    { row, measure, before, after: before + change.value, change, gained: select(1), lost: select(-1) },
  ];
}
