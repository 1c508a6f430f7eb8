import { describe, expect, it } from 'vitest';
import { arrangeRows } from '../../src/timeline/arrange-rows.ts';
import type { TimelineEntry } from '../../src/timeline/timeline.ts';
import { createEntry } from './create-entry.ts';

const arrange = (...entries: TimelineEntry[]) => arrangeRows(entries, 'en-GB', null);

describe('arrangeRows', () => {
  it('writes the year and the month once for a cluster', () => {
    const rows = arrange(
      createEntry('2023'),
      createEntry('2024-03'),
      createEntry('2024-03'),
      createEntry('2024-03-07'),
      createEntry('2024-03-07'),
      createEntry('2025'),
    );
    expect(rows.map(({ year, detail }) => [year, detail])).toEqual([
      ['2023', null],
      ['2024', 'Mar'],
      [null, null],
      [null, '7 Mar'],
      [null, null],
      ['2025', null],
    ]);
    expect(rows.map(({ inCluster }) => inCluster)).toEqual([false, false, true, false, true, false]);
  });

  it('does not mix up a year and about that year', () => {
    const rows = arrange(createEntry('1969', { circa: true }), createEntry('1969'));
    expect(rows.map(({ year }) => year)).toEqual(['c. 1969', '1969']);
  });

  it('tells the years between, from the end of a range on', () => {
    const rows = arrange(
      createEntry('1969'),
      createEntry('1990', { dateEnd: '1999' }),
      createEntry('1995'),
      createEntry('2009'),
    );
    expect(rows.map(({ yearsBefore }) => yearsBefore)).toEqual([0, 21, 0, 10]);
  });

  it('tells an article once where several entries in a row come from it', () => {
    const rows = arrange(
      createEntry('2001', { sourceTitle: 'A' }),
      createEntry('2002', { sourceTitle: 'A' }),
      createEntry('2003', { sourceTitle: 'B' }),
      createEntry('2004', { sourceTitle: 'C', title: 'C', kind: 'published' }),
    );
    expect(rows.map(({ source }) => source)).toEqual(['A', null, 'B', null]);
  });

  it('gives an entry without visible letters a title', () => {
    const [fromSource, untitled] = arrange(
      createEntry('2001', { title: '\u200B🎉' }),
      createEntry('2002', { title: ' ', sourceTitle: '', kind: 'published' }),
    );
    expect(fromSource?.title).toBe('A history of lighthouses');
    expect(untitled?.title).toBe('Published: Untitled');
  });

  it('runs a stretch through the rows within a range, beside another one', () => {
    const rows = arrange(
      createEntry('2019', { dateEnd: '2021', kind: 'key' }),
      createEntry('2020', { dateEnd: '2020' }),
      createEntry('2021-05'),
      createEntry('2022', { dateEnd: '2024' }),
    );
    const key = { lane: 0, kind: 'key', starts: false, ends: false };
    const dated = { lane: 1, kind: 'dated', starts: true, ends: true };
    expect(rows.map(({ stretches }) => stretches)).toEqual([
      [{ ...key, starts: true }],
      [key, dated],
      [{ ...key, ends: true }],
      [{ ...dated, lane: 0 }],
    ]);
  });

  it('draws four stretches side by side and no more', () => {
    const rows = arrange(...Array.from({ length: 6 }, () => createEntry('2019', { dateEnd: '2021' })));
    expect(rows.at(-1)?.stretches.map(({ lane }) => lane)).toEqual([0, 1, 2, 3]);
  });
});
