import { boundDate } from './calendar-date.ts';
import type { DateRange } from './parse-date-range.ts';
import type { Milestone, MilestoneKind } from './milestone.ts';

/** What to look for; what is left out does not narrow the search. */
export interface MilestoneFilter {
  readonly articleId?: string;
  /** Milestones whose time has a day in common with it. */
  readonly range?: DateRange;
  readonly kinds?: readonly MilestoneKind[];
}

const KIND_ORDER: readonly MilestoneKind[] = ['key', 'dated', 'published'];

/** The milestones that pass the filter, oldest first. */
export function findMilestones(
  milestones: readonly Milestone[],
  { articleId, range, kinds }: MilestoneFilter = {},
): readonly Milestone[] {
  return milestones
    .filter((milestone) => {
      if (articleId !== undefined && milestone.articleId !== articleId) return false;
      if (kinds !== undefined && !kinds.includes(milestone.kind)) return false;
      if (range === undefined) return true;
      const { first, last } = boundDate(milestone);
      return first <= range.last && last >= range.first;
    })
    .sort(compareMilestones);
}

/**
 * Oldest first: by the first day that the date may mean, then the last (so that a month stands before its year), then
 * key before dated before published, then the order of the articles' ids and of the text.
 */
export function compareMilestones(a: Milestone, b: Milestone): number {
  const [x, y] = [boundDate(a), boundDate(b)];
  return (
    compareText(x.first, y.first) ||
    compareText(x.last, y.last) ||
    KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) ||
    compareText(a.articleId, b.articleId) ||
    a.start - b.start
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
