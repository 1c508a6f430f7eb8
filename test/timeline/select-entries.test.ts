import { describe, expect, it } from 'vitest';
import { selectEntries } from '../../src/timeline/select-entries.ts';
import type { TimelineEntry } from '../../src/timeline/timeline.ts';
import { createEntry } from './create-entry.ts';

const years = (entries: readonly TimelineEntry[]) => entries.map(({ date }) => date);
const range = (from: number, to: number, given: Partial<TimelineEntry> = {}) =>
  Array.from({ length: to - from + 1 }, (_, index) => createEntry(String(from + index), given));

describe('selectEntries', () => {
  it('puts the oldest first, a year before its months and a month before its days', () => {
    const dates = ['2025-08-22', '1969', '2025', '2025-08', '2025-01-01'];
    const sorted = selectEntries(
      dates.map((date) => createEntry(date)),
      40,
    );
    expect(years(sorted)).toEqual(['1969', '2025', '2025-01-01', '2025-08', '2025-08-22']);
  });

  it('keeps key milestones before dated ones, and those before published ones', () => {
    const entries = [
      ...range(2000, 2009, { kind: 'published' }),
      ...range(2000, 2009, { kind: 'key' }),
      ...range(2000, 2009),
    ];
    const kinds = (count: number) => {
      const chosen = selectEntries(entries, count);
      expect(chosen).toHaveLength(count);
      return ['key', 'dated', 'published'].map(
        (kind) => chosen.filter((entry) => entry.kind === kind).length,
      );
    };
    expect(kinds(4)).toEqual([4, 0, 0]);
    expect(kinds(13)).toEqual([10, 3, 0]);
    expect(kinds(25)).toEqual([10, 10, 5]);
  });

  it('spreads what it keeps over the time', () => {
    const crowded = [...range(1990, 1990), ...range(2000, 2000)];
    for (let day = 1; day <= 28; day += 1)
      crowded.push(createEntry(`2020-03-${String(day).padStart(2, '0')}`));
    expect(years(selectEntries(crowded, 3))).toEqual(['1990', '2000', '2020-03-28']);
    expect(years(selectEntries(range(2000, 2008), 5))).toEqual(['2000', '2002', '2004', '2006', '2008']);
  });

  it('keeps away from the dates that more important entries already tell', () => {
    const entries = [createEntry('2000', { kind: 'key' }), ...range(2000, 2010)];
    expect(years(selectEntries(entries, 3))).toEqual(['2000', '2005', '2010']);
  });

  it('counts an entry that is given twice as two', () => {
    const twice = createEntry('2009');
    expect(selectEntries([twice, twice, twice], 2)).toHaveLength(2);
  });

  it('chooses among ten thousand quickly', () => {
    const entries = Array.from({ length: 10_000 }, (_, index) => createEntry(String(1500 + (index % 600))));
    const start = performance.now();
    expect(selectEntries(entries, 40)).toHaveLength(40);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
