import { parseIsoDate } from './calendar-date.ts';
import type { CalendarDate, DatePrecision } from './milestone.ts';

/** English in the order of most of the world; used where a locale is unknown. */
const FALLBACK_LOCALE = 'en-GB';

const PARTS: Readonly<Record<DatePrecision, Intl.DateTimeFormatOptions>> = {
  year: { year: 'numeric' },
  month: { year: 'numeric', month: 'long' },
  day: { year: 'numeric', month: 'long', day: 'numeric' },
};

/**
 * A date as text, exactly as precise as it is ("2009", "March 2018", "22 August 2025", "August 22, 2025"), a range with
 * its two ends, "c." before one that is about right. Words and order are the locale's (a BCP 47 tag; Discord's are),
 * the calendar is always the Gregorian one with digits 0 to 9.
 */
export function renderDate(
  { date, dateEnd, precision, circa }: CalendarDate,
  locale: string = FALLBACK_LOCALE,
): string {
  const format = new Intl.DateTimeFormat(chooseLocale(locale), {
    ...PARTS[precision],
    calendar: 'gregory',
    numberingSystem: 'latn',
    timeZone: 'UTC',
  });
  const start = toInstant(date);
  const text = dateEnd === null ? format.format(start) : format.formatRange(start, toInstant(dateEnd));
  return circa ? `c. ${text}` : text;
}

function chooseLocale(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([locale])[0] ?? FALLBACK_LOCALE;
  } catch {
    return FALLBACK_LOCALE;
  }
}

function toInstant(date: string): Date {
  const parts = parseIsoDate(date);
  return new Date(Date.UTC(parts?.year ?? 0, (parts?.month ?? 1) - 1, parts?.day ?? 1));
}
