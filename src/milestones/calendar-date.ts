import type { CalendarDate, DatePrecision } from './milestone.ts';

/** Years that a bare number of an article may mean. Earlier and later ones are counts far more often than dates. */
export const MIN_YEAR = 1400;
export const MAX_YEAR = 2199;

const MONTH_PREFIXES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The month's number, from 1, for its English name or the abbreviation of it. */
export function parseMonthName(name: string): number | null {
  const index = MONTH_PREFIXES.indexOf(name.slice(0, 3).toLowerCase());
  return index < 0 ? null : index + 1;
}

export function countDaysOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** ISO 8601, as precise as the parts given; null where they are no date of the calendar. */
export function formatIsoDate(year: number, month: number | null, day: number | null): string | null {
  if (!Number.isInteger(year) || year < MIN_YEAR || year > MAX_YEAR) return null;
  if (month === null) return String(year);
  if (month < 1 || month > 12) return null;
  const yearAndMonth = `${year}-${String(month).padStart(2, '0')}`;
  if (day === null) return yearAndMonth;
  if (day < 1 || day > countDaysOfMonth(year, month)) return null;
  return `${yearAndMonth}-${String(day).padStart(2, '0')}`;
}

export interface DateParts {
  readonly year: number;
  readonly month: number | null;
  readonly day: number | null;
}

/** The parts of an ISO date cut to its precision; null where it is none. */
export function parseIsoDate(date: string): DateParts | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date);
  if (match === null) return null;
  const [, year, month, day] = match;
  const parts = {
    year: Number(year),
    month: month === undefined ? null : Number(month),
    day: day === undefined ? null : Number(day),
  };
  return formatIsoDate(parts.year, parts.month, parts.day) === null ? null : parts;
}

export function precisionOf(date: string): DatePrecision {
  return date.length === 4 ? 'year' : date.length === 7 ? 'month' : 'day';
}

/** A date of the calendar, or a range of two equally precise ones in order; null where it is none. */
export function createCalendarDate(
  date: string | null,
  dateEnd: string | null = null,
  circa = false,
): CalendarDate | null {
  if (date === null || parseIsoDate(date) === null) return null;
  const precision = precisionOf(date);
  if (dateEnd === null || dateEnd === date) return { date, precision, dateEnd: null, circa };
  if (parseIsoDate(dateEnd) === null || precisionOf(dateEnd) !== precision || dateEnd < date) return null;
  return { date, precision, dateEnd, circa };
}

/** The first and last day that a date may mean, as ISO days. */
export function boundDate(calendarDate: Pick<CalendarDate, 'date' | 'dateEnd'>): {
  readonly first: string;
  readonly last: string;
} {
  const last = calendarDate.dateEnd ?? calendarDate.date;
  return { first: fillDay(calendarDate.date, false), last: fillDay(last, true) };
}

/** A bound, for what is no date of the calendar. */
const MAX_FILLED_DAYS = 50_000;

/** Milestones are sorted and searched by these, thousands at a time. There are only so many days. */
const filledDays = { first: new Map<string, string>(), last: new Map<string, string>() } as const;

function fillDay(date: string, atEnd: boolean): string {
  const known = atEnd ? filledDays.last : filledDays.first;
  const filled = known.get(date) ?? computeDay(date, atEnd);
  if (known.size < MAX_FILLED_DAYS) known.set(date, filled);
  return filled;
}

function computeDay(date: string, atEnd: boolean): string {
  const parts = parseIsoDate(date);
  if (parts === null) return date;
  const month = parts.month ?? (atEnd ? 12 : 1);
  const day = parts.day ?? (atEnd ? countDaysOfMonth(parts.year, month) : 1);
  return formatIsoDate(parts.year, month, day) ?? date;
}
