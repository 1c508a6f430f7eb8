import { describe, expect, it } from 'vitest';
import { summarizeTimeline } from '../../src/timeline/summarize-timeline.ts';
import { createEntry } from './create-entry.ts';

describe('summarizeTimeline', () => {
  it('tells how many there are and from when to when', () => {
    const one = [createEntry('2009-03')];
    expect(summarizeTimeline(one, one)).toEqual({
      span: ' in 2009',
      summary: '1 milestone in 2009',
      source: null,
      omission: null,
    });
    const range = [createEntry('1969'), createEntry('2019', { dateEnd: '2026' }), createEntry('2025')];
    expect(summarizeTimeline(range, range).summary).toBe('3 milestones from 1969 to 2026');
  });

  it('tells what is left out, kind by kind', () => {
    const entries = [
      createEntry('1999', { kind: 'published' }),
      createEntry('2009', { kind: 'key' }),
      createEntry('2010'),
      createEntry('2011'),
    ];
    const { summary, omission } = summarizeTimeline(entries, entries.slice(1, 2));
    expect(summary).toBe('1 of 4 milestones from 1999 to 2011');
    expect(omission).toBe('3 left out: 2 dated, 1 published.');
  });

  it('names the article that all shown entries come from', () => {
    const entries = [
      createEntry('2009'),
      createEntry('2010'),
      createEntry('2011', { sourceTitle: 'Another' }),
    ];
    expect(summarizeTimeline(entries, entries).source).toBeNull();
    expect(summarizeTimeline(entries, entries.slice(0, 2)).source).toBe('A history of lighthouses');
  });
});
