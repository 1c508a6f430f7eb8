import { createCalendarDate, formatIsoDate, parseIsoDate } from './calendar-date.ts';
import type { YearlessDate } from './date-forms.ts';
import type { CalendarDate } from './milestone.ts';

/**
 * Gives a day or month without a year the year that brings it nearest to the article's own date (`published`, ISO,
 * at least a month), and marks it `circa`. Null where the article's date is unknown or too coarse.
 */
export function resolveYearlessDate(date: YearlessDate, published: string | null): CalendarDate | null {
  const from = published === null ? null : parseIsoDate(published);
  const month = from?.month ?? null;
  if (from === null || month === null) return null;
  const origin = countDays(from.year, month, from.day ?? 15);
  const years = [from.year, from.year - 1, from.year + 1];
  const distances = years.map((year) => Math.abs(countDays(year, date.month, date.day ?? 15) - origin));
  const nearest = years[distances.indexOf(Math.min(...distances))] ?? from.year;
  return giveYear(date, nearest, true);
}

/** The date in the year given. A range over the new year ends in the next one. Null where that year has no such day. */
export function giveYear(date: YearlessDate, year: number, circa: boolean): CalendarDate | null {
  const monthEnd = date.monthEnd ?? date.month;
  const end =
    date.monthEnd === null && date.dayEnd === null
      ? null
      : formatIsoDate(monthEnd < date.month ? year + 1 : year, monthEnd, date.dayEnd);
  return createCalendarDate(formatIsoDate(year, date.month, date.day), end, circa);
}

function countDays(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / 86_400_000;
}
