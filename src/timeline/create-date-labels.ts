import type { CalendarDate } from '../milestones/milestone.ts';

/** What stands left of an entry: the year large, and the rest of the date, or the end of a range, small below it. */
export interface DateLabel {
  readonly year: string;
  readonly detail: string | null;
}

const FALLBACK_LOCALE = 'en-GB';

/** A letter of a script that the fonts lack. */
const FOREIGN_LETTER = /(?!\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Greek})[\p{L}\p{M}]/u;

/**
 * A function that writes dates as short labels, never more precise than the date, in the words and order of a locale
 * that the fonts can write: "2009"; "c. 1969"; "2019", "to 2021"; "1990s"; "2018", "Mar"; "2025", "22–25 Aug".
 */
export function createDateLabels(locale: string): (date: CalendarDate) => DateLabel {
  const tag = chooseLocale(locale);
  const month = createFormat(tag, { month: 'short' });
  const day = createFormat(tag, { month: 'short', day: 'numeric' });
  const monthAndYear = createFormat(tag, { year: 'numeric', month: 'short' });
  const dayAndYear = createFormat(tag, { year: 'numeric', month: 'short', day: 'numeric' });

  return ({ date, dateEnd, precision, circa }) => {
    const [year, yearEnd] = [date.slice(0, 4), dateEnd?.slice(0, 4) ?? null];
    const mark = circa ? 'c. ' : '';
    if (precision === 'year') {
      if (yearEnd === null) return { year: mark + year, detail: null };
      if (isDecade(year, yearEnd)) return { year: `${mark}${year}s`, detail: null };
      return { year: mark + year, detail: `to ${yearEnd}` };
    }
    const [short, long] = precision === 'month' ? [month, monthAndYear] : [day, dayAndYear];
    const start = new Date(date);
    if (dateEnd === null) return { year, detail: mark + short.format(start) };
    const end = new Date(dateEnd);
    const range =
      year === yearEnd
        ? short.formatRange(start, end)
        : `${joinWords(short.format(start))}\u00a0– ${joinWords(long.format(end))}`;
    return { year, detail: mark + range };
  };
}

function isDecade(year: string, yearEnd: string): boolean {
  return year.endsWith('0') && Number(yearEnd) === Number(year) + 9;
}

/** Longest date that fits on a line of the label, in letters. */
const MAX_JOINED_LENGTH = 13;

/** Keeps a date on one line where it fits. */
function joinWords(date: string): string {
  return date.length > MAX_JOINED_LENGTH ? date : date.replace(/\s/g, '\u00a0');
}

function createFormat(tag: string, fields: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(tag, {
    ...fields,
    calendar: 'gregory',
    numberingSystem: 'latn',
    timeZone: 'UTC',
  });
}

function chooseLocale(locale: string): string {
  try {
    const [tag] = Intl.DateTimeFormat.supportedLocalesOf([locale]);
    if (tag === undefined) return FALLBACK_LOCALE;
    const sample = createFormat(tag, { year: 'numeric', month: 'short', day: 'numeric' });
    return FOREIGN_LETTER.test(sample.format(new Date('2025-08-22'))) ? FALLBACK_LOCALE : tag;
  } catch {
    return FALLBACK_LOCALE;
  }
}
