import type { BuildOutcome, BuildSummary } from './build-summary.ts';
import { summarizeCalibration } from './calibration/summarize-calibration.ts';
import { countChanges } from './plan-build.ts';
import type { PreparedBuild } from './prepare-build.ts';
import { compareResults, type QuestionsSummary } from './questions/compare-results.ts';
import type { CurrentIndex } from './read-current-index.ts';
import type { ReplacedIndex } from './replace-index.ts';

/** What a summary needs to know of a build; of the milestones only how many there are. */
export type SummarizedBuild = Pick<PreparedBuild, 'plan' | 'rejected' | 'passages'> & {
  readonly milestones: { readonly length: number };
};

/**
 * The summary of a build, however it ended.
 * @param startedMs When the build began, by `performance.now()`.
 */
export function createBuildSummary(
  outcome: BuildOutcome,
  current: CurrentIndex,
  { plan, rejected, passages, milestones }: SummarizedBuild,
  startedMs: number,
  replaced: Partial<ReplacedIndex> & { readonly maxFalseRefusals: number },
): BuildSummary {
  const { manifest, damage } = current;
  const { generation, embedded = 0, embedSeconds = 0, questions = null, maxFalseRefusals } = replaced;
  const calibration = outcome === 'up-to-date' ? current.calibration : (replaced.calibration ?? null);
  return {
    outcome,
    generation: generation ?? manifest?.generation ?? null,
    ...countChanges(plan),
    milestones: milestones.length,
    embedded,
    reused: outcome === 'rejected' ? 0 : passages.length - embedded,
    rejected: rejected.map(({ path, line, reason, message }) => ({ path, line, reason, message })),
    calibration: summarizeCalibration(calibration, maxFalseRefusals),
    questions: outcome === 'up-to-date' ? recallQuestions(current) : questions,
    damage,
    seconds: (performance.now() - startedMs) / 1000,
    passagesPerSecond: embedded > 0 && embedSeconds > 0 ? embedded / embedSeconds : null,
  };
}

/** What the questions gave when the current index was built. */
function recallQuestions({ manifest, questions }: CurrentIndex): QuestionsSummary | null {
  if (questions === null) return null;
  const articleIds = new Set((manifest?.articles ?? []).map(({ id }) => id));
  return compareResults({ before: null, now: questions, minSuccess: undefined, articleIds });
}
