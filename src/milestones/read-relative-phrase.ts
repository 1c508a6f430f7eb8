import { en } from 'chrono-node';
import { createCalendarDate, formatIsoDate, parseIsoDate } from './calendar-date.ts';
import type { CalendarDate, DatePrecision } from './milestone.ts';

/** A longer phrase is none of ours: the library must never see text of unbounded length. */
const MAX_PHRASE_LENGTH = 48;

/**
 * The date that a phrase such as "two weeks ago", "last Tuesday" or "next month" means, seen from the day
 * `published` (ISO). Read by chrono, which knows the calendar; the precision is the phrase's own unit (a week is its
 * seven days from Monday on), and the date is always `circa`. Null where the phrase says nothing, or less is known of the day than it needs.
 */
export function readRelativePhrase(phrase: string, published: string | null): CalendarDate | null {
  const precision = findPrecision(phrase);
  const from = published === null ? null : parseIsoDate(published);
  if (published === null || precision === null || from === null || phrase.length > MAX_PHRASE_LENGTH)
    return null;
  if (precision !== 'year' && from.month === null) return null;
  if (precision === 'day' && from.day === null) return null;
  // By far the most frequent phrases, and the only ones that need no arithmetic.
  if (/^(?:today$|this (?:month|year))/i.test(phrase)) {
    return createCalendarDate(published.slice(0, { year: 4, month: 7, day: 10 }[precision]), null, true);
  }
  const noon = new Date(Date.UTC(from.year, (from.month ?? 1) - 1, from.day ?? 1, 12));
  // Chrono would count "last month" from the 31st into a month that has none.
  if (precision !== 'day') noon.setUTCDate(1);
  const start = en.casual.parse(phrase, { instant: noon, timezone: 0 })[0]?.start;
  const year = start?.get('year') ?? null;
  if (start === undefined || year === null) return null;
  const month = precision === 'year' ? null : start.get('month');
  const day = precision === 'day' ? start.get('day') : null;
  const date = formatIsoDate(year, month, day);
  if (date === null || !/\bweek$/i.test(phrase)) return createCalendarDate(date, null, true);
  return spreadOverWeek(noon, /^last/i.test(phrase) ? -7 : /^next/i.test(phrase) ? 7 : 0);
}

/** Monday to Sunday of the week that is `shiftDays` away from the day given. */
function spreadOverWeek(day: Date, shiftDays: number): CalendarDate | null {
  const monday = new Date(day);
  monday.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7) + shiftDays);
  const sunday = new Date(monday);
  sunday.setUTCDate(monday.getUTCDate() + 6);
  return createCalendarDate(monday.toISOString().slice(0, 10), sunday.toISOString().slice(0, 10), true);
}

function findPrecision(phrase: string): DatePrecision | null {
  if (/\byears?\b/i.test(phrase)) return 'year';
  if (/\bmonths?\b/i.test(phrase)) return 'month';
  if (/day\b|\bdays\b|\bweeks?\b|\btomorrow\b/i.test(phrase)) return 'day';
  return null;
}
