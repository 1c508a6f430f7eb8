import { describe, expect, it } from 'vitest';
import { createDateLabels } from '../../src/timeline/create-date-labels.ts';
import type { TimelineEntry } from '../../src/timeline/timeline.ts';
import { createEntry } from './create-entry.ts';

const label = (date: string, given: Partial<TimelineEntry> = {}, locale = 'en-GB') => {
  const { year, detail } = createDateLabels(locale)(createEntry(date, given));
  return [year, detail?.replace(/[\s\u2009]*–\s*/, '–').replace(/\s/g, ' ') ?? null];
};

describe('the label of a date', () => {
  it('never says more than the date', () => {
    expect(label('2009')).toEqual(['2009', null]);
    expect(label('2018-03')).toEqual(['2018', 'Mar']);
    expect(label('2025-01-01')).toEqual(['2025', '1 Jan']);
  });

  it('marks what is only about right', () => {
    expect(label('1969', { circa: true })).toEqual(['c. 1969', null]);
    expect(label('2018-03', { circa: true })).toEqual(['2018', 'c. Mar']);
  });

  it('tells both ends of a range', () => {
    expect(label('2019', { dateEnd: '2021' })).toEqual(['2019', 'to 2021']);
    expect(label('1990', { dateEnd: '1999' })).toEqual(['1990s', null]);
    expect(label('2024-07', { dateEnd: '2024-09' })).toEqual(['2024', 'Jul–Sept']);
    expect(label('2025-08-22', { dateEnd: '2025-08-25' })).toEqual(['2025', '22–25 Aug']);
    expect(label('2022-12-30', { dateEnd: '2023-01-02' })).toEqual(['2022', '30 Dec–2 Jan 2023']);
  });

  it('writes days in the order of the locale, where the fonts have its letters', () => {
    expect(label('2025-08-22', {}, 'en-US')).toEqual(['2025', 'Aug 22']);
    expect(label('2025-08-22', {}, 'uk')).toEqual(['2025', '22 серп.']);
  });

  it.each(['ja', 'hi', 'th', 'ar', 'not a locale', ''])(
    'falls back to English for the locale %j',
    (locale) => {
      expect(label('2025-08-22', {}, locale)).toEqual(['2025', '22 Aug']);
    },
  );
});
