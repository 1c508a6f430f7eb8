import type { Estimate } from './bootstrap.ts';
import type { BeirReport, EvaluationReport, QuestionsReport } from './evaluation-report.ts';
import { renderMarkdownTable } from './markdown-table.ts';
import { ANSWER_ROWS } from './measure-question.ts';

type Measures = EvaluationReport['measures'];

const HIT_LEGEND =
  'Success@k: a passage of the gold article is among the first k hits. MRR@10: 1 / rank of the first such hit, 0 past ten. Answer in …: a hit holds the gold answer.';
const ANSWER_LEGEND =
  'Wrong answer: no footnote is of the gold article. Near and off: the share of unanswerable questions that are refused.';

/** A report as Markdown, for a person to read or to keep in a file. */
export function renderReport(report: EvaluationReport): string {
  const parts = report.kind === 'questions' ? renderQuestions(report) : renderBeir(report);
  return parts.filter((part) => part !== '').join('\n\n');
}

function renderQuestions(report: QuestionsReport): readonly string[] {
  const { measures, questions } = report;
  const answerRows: readonly string[] = Object.values(ANSWER_ROWS);
  const counts = (['answerable', 'near', 'off'] as const).map(
    (kind) => `${questions.filter((question) => question.kind === kind).length} ${kind}`,
  );
  return [
    `# Evaluation: ${questions.length} questions (${counts.join(', ')})`,
    renderFacts(report),
    '## Retrieval',
    renderMeasures(selectRows(measures, (row) => !answerRows.includes(row))),
    HIT_LEGEND,
    '## Answering path',
    renderMeasures(selectRows(measures, (row) => answerRows.includes(row))),
    ANSWER_LEGEND,
    renderLatency(report),
    ...renderCalibration(report),
    ...renderWorst(report),
    '## Of these figures',
    renderRemarks(report),
  ];
}

function renderBeir(report: BeirReport): readonly string[] {
  return [
    `# Evaluation: ${report.questions.length} queries of a BEIR folder`,
    renderFacts(report),
    renderMeasures(report.measures),
    renderLatency(report),
    renderRemarks(report),
  ];
}

function renderFacts({ facts }: EvaluationReport): string {
  return Object.entries(facts)
    .map(([name, value]) => `- ${name}: ${value}`)
    .join('\n');
}

/** A row a line, a measure a column. `n` is what the first measure of the row is the mean of. */
function renderMeasures(measures: Measures): string {
  const names = [...new Set(Object.values(measures).flatMap((row) => Object.keys(row)))];
  const rows = Object.entries(measures).map(([row, estimates]) => {
    const count = Object.values(estimates)[0]?.count ?? 0;
    return [row, String(count), ...names.map((name) => renderEstimate(estimates[name], count))];
  });
  return renderMarkdownTable(['', 'n', ...names], rows);
}

/** `0.933 (0.886–0.971)`; with its own count, where that is another than the row's. */
function renderEstimate(estimate: Estimate | undefined, rowCount: number): string {
  if (estimate === undefined) return '';
  const { value, low, high, count } = estimate;
  const own = count === rowCount ? '' : `, n ${count}`;
  return `${value.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)}${own})`;
}

function renderLatency({ latency }: EvaluationReport): string {
  const rows = Object.entries(latency).map(
    ([row, { p50, p95 }]) => `${row} ${p50.toFixed(0)} and ${p95.toFixed(0)} ms`,
  );
  return rows.length === 0
    ? ''
    : `Time, one asked after the other, median and 95th percentile: ${rows.join('; ')}.`;
}

function renderCalibration({ calibration }: QuestionsReport): readonly string[] {
  const { brier, brierOfBaseRate, baseRate, expectedCalibrationError, bins } = calibration;
  const table = bins.map(({ low, high, count, meanProbability, shareTrue }) => [
    `${low.toFixed(1)}–${high.toFixed(1)}`,
    String(count),
    meanProbability?.toFixed(2) ?? '',
    shareTrue?.toFixed(2) ?? '',
  ]);
  return [
    '## Confidence, as the probability that the articles answer',
    `Brier score ${brier.toFixed(3)} (${brierOfBaseRate.toFixed(3)} for always saying ${baseRate.toFixed(2)}); expected calibration error ${expectedCalibrationError.toFixed(3)}.`,
    renderMarkdownTable(['confidence', 'questions', 'mean confidence', 'share answerable'], table),
  ];
}

function renderWorst({ worst, questions }: QuestionsReport): readonly string[] {
  const rows = worst.flatMap((id) => {
    const found = questions.find((question) => question.id === id);
    return found === undefined ? [] : [[found.id, found.question, found.trouble ?? '']];
  });
  if (rows.length === 0) return [];
  const wrong = questions.filter(({ trouble }) => trouble !== null).length;
  return [
    `## The worst ${rows.length} of ${wrong} that went wrong`,
    renderMarkdownTable(['id', 'question', 'what went wrong'], rows, 3),
  ];
}

function renderRemarks({ bootstrap, remarks }: EvaluationReport): string {
  const { level, resamples, seed } = bootstrap;
  const intervals = `In brackets: ${level * 100} % intervals by the percentile bootstrap over the questions (${resamples} resamples, seed ${seed}). An interval of one point means that all values are equal, not that there is no doubt.`;
  return [intervals, ...remarks].map((remark) => `- ${remark}`).join('\n');
}

function selectRows(measures: Measures, isWanted: (row: string) => boolean): Measures {
  return Object.fromEntries(Object.entries(measures).filter(([row]) => isWanted(row)));
}
