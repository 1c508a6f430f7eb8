import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeTimeline } from '../../src/timeline/describe-timeline.ts';
import { createEntry } from './create-entry.ts';

describe('describeTimeline', () => {
  it('tells dates as precise as they are, and titles', () => {
    const entries = [
      createEntry('1969', { circa: true, title: 'UNIX' }),
      createEntry('2009', { title: 'Linux Kernel Contributions', kind: 'key' }),
      createEntry('2025-08-22', { title: 'Our open source program', kind: 'published' }),
    ];
    expect(describeTimeline(entries, 0, ' from 1969 to 2025', 'en-GB')).toBe(
      'Timeline of 3 milestones from 1969 to 2025: c. 1969: UNIX; 2009: Linux Kernel Contributions; ' +
        '22 August 2025: Published: Our open source program.',
    );
    expect(describeTimeline(entries.slice(2), 0, ' in 2025', 'en-US')).toMatch(
      /^Timeline of 1 milestone in 2025: August 22, 2025: /,
    );
  });

  it('tells how many it leaves out, the least important first', () => {
    const entries = Array.from({ length: 40 }, (_, index) =>
      createEntry(String(1980 + index), {
        kind: index % 8 === 0 ? 'key' : 'dated',
        title: `${index % 8 === 0 ? 'Big' : 'Small'} news that takes many words to tell, number ${index}`,
      }),
    );
    const text = describeTimeline(entries, 10, ' from 1980 to 2019', 'en-GB');
    expect(text.length).toBeLessThanOrEqual(1024);
    expect(text.match(/Big news/g)).toHaveLength(5);
    const told = text.match(/: (?:Big|Small) news/g)?.length ?? 0;
    expect(told).toBeGreaterThan(15);
    expect(text).toMatch(new RegExp(`^Timeline of 50 milestones .*; and ${50 - told} more\\.$`));
  });

  it('is never longer than Discord takes, and has no control characters', () => {
    const entry = fc.record({
      title: fc.string({ unit: 'binary', maxLength: 400 }),
      sourceTitle: fc.string({ unit: 'binary', maxLength: 40 }),
    });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 40 }), fc.nat(9999), (given, omitted) => {
        const entries = given.map((texts, index) => createEntry(String(1980 + index), texts));
        const text = describeTimeline(entries, omitted, ' from 1980 to 2019', 'en-GB');
        expect(text.length).toBeLessThanOrEqual(1024);
        expect(text).not.toMatch(/\p{C}/u);
      }),
    );
  });
});
