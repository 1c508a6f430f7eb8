import type { BuildOutcome, BuildSummary } from './build-summary.ts';
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
  { generation, embedded = 0, embedSeconds = 0, questions = null }: Partial<ReplacedIndex> = {},
): BuildSummary {
  const { manifest, damage } = current;
  return {
    outcome,
    generation: generation ?? manifest?.generation ?? null,
    ...countChanges(plan),
    milestones: milestones.length,
    embedded,
    reused: outcome === 'rejected' ? 0 : passages.length - embedded,
    rejected: rejected.map(({ path, line, reason, message }) => ({ path, line, reason, message })),
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
