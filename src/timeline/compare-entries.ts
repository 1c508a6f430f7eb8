import type { TimelineEntry } from './timeline.ts';

const KIND_ORDER = { key: 0, dated: 1, published: 2 } as const;

/**
 * Oldest first. A year comes before its months, a month before its days, a date before the ranges that start with
 * it; of the same date, the more important first. Equal entries keep their order in a stable sort.
 */
export function compareEntries(a: TimelineEntry, b: TimelineEntry): number {
  return (
    compareTexts(a.date, b.date) ||
    Number(b.circa) - Number(a.circa) ||
    compareTexts(a.dateEnd ?? '', b.dateEnd ?? '') ||
    KIND_ORDER[a.kind] - KIND_ORDER[b.kind]
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
