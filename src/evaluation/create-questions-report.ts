import { BOOTSTRAP } from './bootstrap.ts';
import { type QuestionsReport, REPORT_FORMAT } from './evaluation-report.ts';
import { measureCalibration } from './measure-calibration.ts';
import { ANSWER_ROWS, type QuestionRecord } from './measure-question.ts';
import { rankWorst } from './rank-worst.ts';
import { summarizeLatency } from './summarize-latency.ts';
import { summarizeValues } from './summarize-values.ts';

const WORST_COUNT = 10;

/** The report on a set of questions, of which there must be at least one. */
export function createQuestionsReport(
  questions: readonly QuestionRecord[],
  facts: QuestionsReport['facts'],
  remarks: readonly string[] = [],
): QuestionsReport {
  const calibration = measureCalibration(
    questions.map(({ confidence, kind }) => ({ probability: confidence, cameTrue: kind === 'answerable' })),
  );
  if (calibration === null) throw new RangeError('A report needs a question.');
  return {
    ...{ format: REPORT_FORMAT, kind: 'questions', facts, bootstrap: { ...BOOTSTRAP } },
    measures: summarizeValues(questions),
    latency: summarizeLatency({ [ANSWER_ROWS.all]: questions.map(({ totalMs }) => totalMs) }),
    remarks: [...remarks],
    questions: [...questions],
    worst: [...rankWorst(questions, WORST_COUNT)],
    calibration: { ...calibration, bins: [...calibration.bins] },
  };
}
