import type { MilestoneKind } from '../milestones/milestone.ts';
import { cleanLine } from './clean-line.ts';
import type { TimelineEntry } from './timeline.ts';

export interface TimelineSummary {
  /** " in 2009" or " from 2009 to 2025", over all entries, shown or not. */
  readonly span: string;
  /** "12 milestones from 2009 to 2025". */
  readonly summary: string;
  /** The article that all shown entries come from; null where there are several, or one entry only. */
  readonly source: string | null;
  /** "5 left out: 3 dated, 2 published."; null where nothing was. */
  readonly omission: string | null;
}

/** What a timeline covers, and what of all entries it leaves out, in words. */
export function summarizeTimeline(
  entries: readonly TimelineEntry[],
  shown: readonly TimelineEntry[],
): TimelineSummary {
  const first = entries.reduce((year, { date }) => Math.min(year, Number(date.slice(0, 4))), Infinity);
  const last = entries.reduce(
    (year, { date, dateEnd }) => Math.max(year, Number((dateEnd ?? date).slice(0, 4))),
    -Infinity,
  );
  const span = first === last ? ` in ${first}` : ` from ${first} to ${last}`;
  const noun = entries.length === 1 ? 'milestone' : 'milestones';
  const count = shown.length === entries.length ? `${shown.length}` : `${shown.length} of ${entries.length}`;
  const sources = new Set(shown.map(({ sourceTitle }) => cleanLine(sourceTitle)));
  const source = sources.size === 1 && shown.length > 1 ? [...sources].join('') : '';
  return {
    span,
    summary: `${count} ${noun}${span}`,
    source: source === '' ? null : source,
    omission: describeOmission(entries, shown),
  };
}

function describeOmission(entries: readonly TimelineEntry[], shown: readonly TimelineEntry[]): string | null {
  const count = (list: readonly TimelineEntry[], kind: MilestoneKind) =>
    list.filter((entry) => entry.kind === kind).length;
  const parts = (['key', 'dated', 'published'] as const)
    .map((kind) => ({ kind, left: count(entries, kind) - count(shown, kind) }))
    .filter(({ left }) => left > 0)
    .map(({ kind, left }) => `${left} ${kind}`);
  const left = entries.length - shown.length;
  return left === 0 ? null : `${left} left out: ${parts.join(', ')}.`;
}
