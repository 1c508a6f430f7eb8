import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countDaysOfMonth } from '../../src/milestones/calendar-date.ts';
import { parseDate } from '../../src/milestones/parse-date.ts';
import { parseDateRange } from '../../src/milestones/parse-date-range.ts';

const PUBLISHED = '2025-08-13';

function write(phrase: string, published: string | null = PUBLISHED): string | null {
  const date = parseDate(phrase, { published });
  if (date === null) return null;
  return `${date.circa ? 'c. ' : ''}${date.date}${date.dateEnd === null ? '' : `..${date.dateEnd}`}`;
}

describe('parseDate', () => {
  it.each([
    ['2009', '2009'],
    ['In 2009', '2009'],
    ['March 2018', '2018-03'],
    ['Sept. 2018', '2018-09'],
    ['22 August 2025', '2025-08-22'],
    ['the 22nd of August 2025', '2025-08-22'],
    ['August 22, 2025', '2025-08-22'],
    ['Aug. 22nd 2025', '2025-08-22'],
    ['2025-08-22', '2025-08-22'],
    ['2025-08-22T15:00:00Z', '2025-08-22'],
    ['2025-08', '2025-08'],
    ['2025/08/22', '2025-08-22'],
    ['22.08.2025', '2025-08-22'],
    ['14 July 1789', '1789-07-14'],
    ['29 February 2024', '2024-02-29'],
  ])('reads %s', (phrase, expected) => {
    expect(write(phrase)).toBe(expected);
  });

  it.each([
    ['Q3 2024', '2024-07..2024-09'],
    ['Q1–Q2 2024', '2024-01..2024-06'],
    ['2024 Q4', '2024-10..2024-12'],
    ['third quarter of 2024', '2024-07..2024-09'],
    ['H2 2024', '2024-07..2024-12'],
    ['2025H1', '2025-01..2025-06'],
    ['first half of 2025', '2025-01..2025-06'],
    ['2019–2021', '2019..2021'],
    ['2019 - 2021', '2019..2021'],
    ['1985–88', '1985..1988'],
    ['2019–present', '2019'],
    ['the 1990s', '1990..1999'],
    ['November 17–21, 2025', '2025-11-17..2025-11-21'],
    ['17–21 November 2025', '2025-11-17..2025-11-21'],
    ['September 30 – October 2, 2025', '2025-09-30..2025-10-02'],
    ['December 30, 2024 to January 2, 2025', '2024-12-30..2025-01-02'],
    ['January–February 2026', '2026-01..2026-02'],
    ['November–January 2026', '2025-11..2026-01'],
    ['April 2028 – April 2030', '2028-04..2030-04'],
  ])('reads the stretch %s', (phrase, expected) => {
    expect(write(phrase)).toBe(expected);
  });

  it.each([
    ['circa 1969', 'c. 1969'],
    ['early 2025', 'c. 2025'],
    ['mid-2023', 'c. 2023'],
    ['late August 2025', 'c. 2025-08'],
    ['the end of 2025', 'c. 2025'],
    ['Spring 2024', 'c. 2024'],
  ])('calls %s about right only', (phrase, expected) => {
    expect(write(phrase)).toBe(expected);
  });

  it.each([
    ['today', 'c. 2025-08-13'],
    ['yesterday', 'c. 2025-08-12'],
    ['two weeks ago', 'c. 2025-07-30'],
    ['3 years ago', 'c. 2022'],
    ['last month', 'c. 2025-07'],
    ['next year', 'c. 2026'],
    ['this week', 'c. 2025-08-11..2025-08-17'],
    ['last week', 'c. 2025-08-04..2025-08-10'],
    ['March 9', 'c. 2025-03-09'],
    ['December 30', 'c. 2025-12-30'],
    ['February 12', 'c. 2025-02-12'],
  ])('sees %s from the article’s own date, and never without one', (phrase, expected) => {
    expect(write(phrase)).toBe(expected);
    expect(write(phrase, null)).toBeNull();
  });

  it('goes back a month from the 31st without skipping one', () => {
    expect(write('last month', '2025-03-31')).toBe('c. 2025-02');
    expect(write('next month', '2025-01-31')).toBe('c. 2025-02');
  });

  it('takes the year that is nearest over the turn of the year', () => {
    expect(write('December 2', '2026-01-09')).toBe('c. 2025-12-02');
    expect(write('January 13', '2025-12-20')).toBe('c. 2026-01-13');
  });

  it('does not tell a day from an article that gives its month only', () => {
    expect(write('yesterday', '2025-08')).toBeNull();
    expect(write('last month', '2025-08')).toBe('c. 2025-07');
    expect(write('last month', '2025')).toBeNull();
  });

  it.each([
    '',
    '20255',
    '0999',
    'February 30, 2025',
    '2025-13-01',
    '31 April 2025',
    'May',
    '22',
    'soon',
    'ES2015',
    '8.0.2',
  ])('refuses %j', (phrase) => {
    expect(write(phrase)).toBeNull();
  });

  it('reads a numeric date that can be read one way only, and others as the article writes them', () => {
    expect(write('08/22/2025')).toBe('2025-08-22');
    expect(write('22/08/2025')).toBe('2025-08-22');
    expect(write('03/04/2025')).toBeNull();
    expect(parseDate('03/04/2025', { dayOrder: 'day-first' })?.date).toBe('2025-04-03');
    expect(parseDate('03/04/2025', { dayOrder: 'month-first' })?.date).toBe('2025-03-04');
  });

  it('reads every day of the calendar alike in all its forms', () => {
    const day = fc
      .record({
        year: fc.integer({ min: 1400, max: 2199 }),
        month: fc.integer({ min: 1, max: 12 }),
        day: fc.integer({ min: 1, max: 31 }),
      })
      .filter(({ year, month, day: dayOfMonth }) => dayOfMonth <= countDaysOfMonth(year, month));
    fc.assert(
      fc.property(day, ({ year, month, day: dayOfMonth }) => {
        const iso = `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
        const name = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(
          Date.UTC(2000, month - 1, 1),
        );
        const forms = [
          iso,
          `${dayOfMonth} ${name} ${year}`,
          `${name} ${dayOfMonth}, ${year}`,
          `${name.slice(0, 3)}. ${dayOfMonth}, ${year}`,
        ];
        for (const form of forms) expect(parseDate(form)?.date).toBe(iso);
      }),
    );
  });
});

describe('parseDateRange', () => {
  it('takes the first day of the lower and the last day of the upper bound', () => {
    expect(parseDateRange('2009', 'March 2015')).toEqual({ first: '2009-01-01', last: '2015-03-31' });
    expect(parseDateRange('2024-02', '2024-02')).toEqual({ first: '2024-02-01', last: '2024-02-29' });
  });

  it('leaves an empty bound open', () => {
    expect(parseDateRange(null, '2015')).toEqual({ first: '0000-01-01', last: '2015-12-31' });
    expect(parseDateRange('2015', ' ')).toEqual({ first: '2015-01-01', last: '9999-12-31' });
  });

  it('says why two bounds are none', () => {
    expect(parseDateRange('20255', null)).toEqual({ problem: 'from-unreadable' });
    expect(parseDateRange('2015', 'soon')).toEqual({ problem: 'to-unreadable' });
    expect(parseDateRange('2015', '2009')).toEqual({ problem: 'from-after-to' });
  });
});
