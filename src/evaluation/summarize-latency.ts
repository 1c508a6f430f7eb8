import type { EvaluationReport } from './evaluation-report.ts';
import { findPercentile } from './percentile.ts';

/** Median and 95th percentile of each row's times, in milliseconds; a row without times is left out. */
export function summarizeLatency(
  timesMs: Readonly<Record<string, readonly number[]>>,
): EvaluationReport['latency'] {
  const latency: EvaluationReport['latency'] = {};
  for (const [row, times] of Object.entries(timesMs)) {
    const [p50, p95] = [findPercentile(times, 0.5), findPercentile(times, 0.95)];
    if (p50 !== null && p95 !== null) latency[row] = { p50, p95, count: times.length };
  }
  return latency;
}
