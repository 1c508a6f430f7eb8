import type { TimelineEntry } from '../../src/timeline/timeline.ts';

/** An entry with a precision that fits its date. */
export function createEntry(date: string, given: Partial<TimelineEntry> = {}): TimelineEntry {
  return {
    date,
    precision: date.length === 4 ? 'year' : date.length === 7 ? 'month' : 'day',
    dateEnd: null,
    circa: false,
    kind: 'dated',
    title: `What happened in ${date}`,
    sourceTitle: 'A history of lighthouses',
    ...given,
  };
}
