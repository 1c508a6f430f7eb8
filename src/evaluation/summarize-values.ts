import { type BootstrapOptions, type Estimate, estimateMean } from './bootstrap.ts';
import type { MeasuredQuestion } from './evaluation-report.ts';

/** Row, then measure: the mean over the questions that have a value for it. */
export type Summary = Record<string, Record<string, Estimate>>;

/** The means of all that was measured on the questions, with their intervals, in the order of first appearance. */
export function summarizeValues(
  questions: readonly Pick<MeasuredQuestion, 'values'>[],
  options?: BootstrapOptions,
): Summary {
  const gathered = new Map<string, Map<string, number[]>>();
  for (const { values } of questions) {
    for (const [row, measures] of Object.entries(values)) {
      const lists = gathered.get(row) ?? new Map<string, number[]>();
      gathered.set(row, lists);
      for (const [measure, value] of Object.entries(measures)) {
        const list = lists.get(measure);
        if (list === undefined) lists.set(measure, [value]);
        else list.push(value);
      }
    }
  }
  const summary: Summary = {};
  for (const [row, lists] of gathered) {
    const estimates: Record<string, Estimate> = {};
    for (const [measure, values] of lists) {
      const mean = estimateMean(values, options);
      if (mean !== null) estimates[measure] = mean;
    }
    summary[row] = estimates;
  }
  return summary;
}
