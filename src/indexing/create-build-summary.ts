import type { BuildOutcome, BuildSummary } from './build-summary.ts';
import { countChanges } from './plan-build.ts';
import type { PreparedBuild } from './prepare-build.ts';
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
  { manifest, damage }: CurrentIndex,
  { plan, rejected, passages, milestones }: SummarizedBuild,
  startedMs: number,
  { generation, embedded = 0, embedSeconds = 0 }: Partial<ReplacedIndex> = {},
): BuildSummary {
  return {
    outcome,
    generation: generation ?? manifest?.generation ?? null,
    ...countChanges(plan),
    milestones: milestones.length,
    embedded,
    reused: outcome === 'rejected' ? 0 : passages.length - embedded,
    rejected: rejected.map(({ path, line, reason, message }) => ({ path, line, reason, message })),
    damage,
    seconds: (performance.now() - startedMs) / 1000,
    passagesPerSecond: embedded > 0 && embedSeconds > 0 ? embedded / embedSeconds : null,
  };
}
