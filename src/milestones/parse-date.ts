import { createCalendarDate } from './calendar-date.ts';
import type { DateContext } from './date-forms.ts';
import { findDates } from './find-dates.ts';
import type { CalendarDate } from './milestone.ts';

/** A date is never written longer than this, in UTF-16 units. */
const MAX_DATE_LENGTH = 64;

/**
 * The date that a phrase is, as a whole ("Q3 2024", "22 August 2025", "the 1990s", "2009", "circa 1969"); null where it
 * is none, or holds more than a date. Here a number of four digits is a year.
 */
export function parseDate(phrase: string, context: Partial<DateContext> = {}): CalendarDate | null {
  const trimmed = phrase.trim().replace(/^(?:in|on|by|since|from|until|the) /i, '');
  if (trimmed === '' || trimmed.length > MAX_DATE_LENGTH) return null;
  if (/^\d{4}$/.test(trimmed)) return createCalendarDate(trimmed);
  const [mention, ...others] = findDates(trimmed, context);
  if (mention === undefined || others.length > 0 || mention.basis === 'edition') return null;
  if (mention.start > 0 || mention.end < trimmed.replace(/[.,;:]$/, '').length) return null;
  const { date, dateEnd, precision, circa } = mention;
  return { date, dateEnd, precision, circa };
}
