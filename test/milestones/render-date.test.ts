import { describe, expect, it } from 'vitest';
import { createCalendarDate } from '../../src/milestones/calendar-date.ts';
import { renderDate } from '../../src/milestones/render-date.ts';

function render(locale: string, date: string, dateEnd: string | null = null, circa = false): string {
  const calendarDate = createCalendarDate(date, dateEnd, circa);
  if (calendarDate === null) throw new Error(`${date} is no date`);
  // Node's range format parts its ends with thin and other spaces.
  return renderDate(calendarDate, locale).replace(/\s/g, ' ');
}

describe('renderDate', () => {
  it('says no more than the date does', () => {
    expect(render('en-GB', '2009')).toBe('2009');
    expect(render('en-GB', '2018-03')).toBe('March 2018');
    expect(render('en-GB', '2025-08-22')).toBe('22 August 2025');
  });

  it('keeps the order and words of the locale', () => {
    expect(render('en-US', '2025-08-22')).toBe('August 22, 2025');
    expect(render('de', '2025-08-22')).toBe('22. August 2025');
    expect(render('ja', '2025-08-22')).toBe('2025年8月22日');
  });

  it('counts years the Gregorian way in every locale', () => {
    expect(render('th', '2009')).toBe('2009');
    expect(render('ar', '2018-03')).toContain('2018');
  });

  it('shows both ends of a range and marks what is about right', () => {
    expect(render('en-US', '2019', '2021')).toBe('2019 – 2021');
    expect(render('en-US', '2025-11-17', '2025-11-21', true)).toBe('c. November 17 – 21, 2025');
  });

  it('keeps days of other centuries', () => {
    expect(render('en-GB', '1450-02-03')).toBe('3 February 1450');
  });

  it('falls back on English for a locale that is none', () => {
    expect(render('not a locale!', '2025-08-22')).toBe('22 August 2025');
  });
});
