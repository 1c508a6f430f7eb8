import { createCalendarDate, formatIsoDate, parseMonthName } from './calendar-date.ts';
import type { CalendarDate } from './milestone.ts';
import { readRelativePhrase } from './read-relative-phrase.ts';

/** What is known of the article when one of its dates is read. */
export interface DateContext {
  /** The article's own date, ISO, cut to its precision; null where it gives none. */
  readonly published: string | null;
  /** How the article writes `03/04/2025`; null where its other dates do not settle it. */
  readonly dayOrder: 'day-first' | 'month-first' | null;
}

/** A day or month whose year is not written beside it. */
export interface YearlessDate {
  readonly month: number;
  readonly day: number | null;
  readonly monthEnd: number | null;
  readonly dayEnd: number | null;
}

/**
 * What a form makes of its match: a date of its own; `year`, a bare number that may be none; `relative`, seen from
 * the article's own date; `yearless`, still without a year.
 */
export type Reading =
  | { readonly basis: 'stated' | 'relative' | 'year'; readonly date: CalendarDate }
  | { readonly basis: 'yearless'; readonly date: YearlessDate };

export interface DateForm {
  /** Found in every text that holds the form, and quick to look for. */
  readonly hint: RegExp;
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray, context: DateContext) => readonly Reading[];
}

const GAP = '[ \\u00a0\\u202f]{1,2}';
const DASH = '[ \\u00a0]?[-–—][ \\u00a0]?';
const MONTH =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?(?!\\d)';
const YEAR = '(\\d{4})';
const ORDINALS = ['first', 'second', 'third', 'fourth'];

const FOUR_DIGITS = /\d{4}/;
const MONTH_BEGIN = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;
const RELATIVE_WORD = /\b(?:ago|last|next|this|yesterday|today|tomorrow)\b/i;

function form(source: string, read: DateForm['read'], hint = FOUR_DIGITS): DateForm {
  return { hint, pattern: new RegExp(source, 'gi'), read };
}

function stated(date: CalendarDate | null): readonly Reading[] {
  return date === null ? [] : [{ basis: 'stated', date }];
}

/** A named month with its days, and the year if one is written. Small letters alone may be the verb "may" or "march". */
function named(
  month: string,
  days: readonly (string | undefined)[],
  year: string | undefined,
  monthEnd?: string,
): readonly Reading[] {
  const [day, dayEnd] = days.map((text) => (text === undefined ? null : Number(text)));
  const first = parseMonthName(month);
  const last = monthEnd === undefined ? null : parseMonthName(monthEnd);
  if (first === null) return [];
  if (year === undefined) {
    if (!/^\p{Lu}/u.test(month)) return [];
    const date = { month: first, day: day ?? null, monthEnd: last, dayEnd: dayEnd ?? null };
    return [{ basis: 'yearless', date }];
  }
  const lastYear = Number(year);
  const firstYear = last !== null && last < first ? lastYear - 1 : lastYear;
  const hasEnd = last !== null || (dayEnd ?? null) !== null;
  return stated(
    createCalendarDate(
      formatIsoDate(firstYear, first, day ?? null),
      hasEnd ? formatIsoDate(lastYear, last ?? first, dayEnd ?? null) : null,
    ),
  );
}

function months(year: string | undefined, first: number, last: number): readonly Reading[] {
  const from = formatIsoDate(Number(year), first, null);
  return stated(createCalendarDate(from, formatIsoDate(Number(year), last, null)));
}

function quarters(year: string | undefined, first: string, last = first): readonly Reading[] {
  return months(year, quarterNumber(first) * 3 - 2, quarterNumber(last) * 3);
}

function quarterNumber(text: string): number {
  return /^\d/.test(text) ? Number(text[0]) : ORDINALS.indexOf(text.toLowerCase()) + 1;
}

/**
 * The forms that dates are written in; what stands around a match is for `standsAlone` to judge. Every quantifier is
 * bounded, so that all are linear in the text's length.
 */
export const DATE_FORMS: readonly DateForm[] = [
  form('(\\d{4})-(\\d{2})(?:-(\\d{2}))?(?:[T ]\\d{2}:\\d{2}(?::\\d{2})?(?:\\.\\d{1,9})?Z?)?', ([, y, m, d]) =>
    stated(createCalendarDate(formatIsoDate(Number(y), Number(m), d === undefined ? null : Number(d)))),
  ),
  form('(\\d{4})/(\\d{2})/(\\d{2})', ([, y, m, d]) =>
    stated(createCalendarDate(formatIsoDate(Number(y), Number(m), Number(d)))),
  ),
  form('(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4})', ([, a, mark, b, y], { dayOrder }) => {
    const dayFirst = Number(a) > 12 || mark === '.' || dayOrder === 'day-first';
    if (!dayFirst && Number(b) <= 12 && dayOrder !== 'month-first') return [];
    const [day, month] = dayFirst ? [a, b] : [b, a];
    return stated(createCalendarDate(formatIsoDate(Number(y), Number(month), Number(day))));
  }),
  form(
    `${DAY}(?:${DASH}${DAY})?${GAP}(?:of${GAP})?(${MONTH})\\.?(?:,?${GAP}${YEAR})?`,
    ([, a, b, m = '', y]) => named(m, [a, b], y),
    MONTH_BEGIN,
  ),
  form(
    `(${MONTH})\\.?${GAP}${DAY}(?:(?:${DASH}|${GAP}(?:to|through|until)${GAP})(?:(${MONTH})\\.?${GAP})?${DAY})?(?:(?:,?|${GAP}of)${GAP}${YEAR})?`,
    ([, m = '', a, n, b, y]) => named(m, [a, b], y, n),
    MONTH_BEGIN,
  ),
  form(
    `(${MONTH})\\.?${GAP}${DAY}${GAP}(?:and|&)${GAP}${DAY}(?:,?${GAP}${YEAR})?`,
    ([, m = '', a, b, y]) => [...named(m, [a], y), ...named(m, [b], y)],
    MONTH_BEGIN,
  ),
  form(`(${MONTH})\\.?,?${GAP}(?:of${GAP})?${YEAR}`, ([, m = '', y]) => named(m, [], y), MONTH_BEGIN),
  form(
    `(${MONTH})\\.?(?:${DASH}|${GAP}(?:to|through)${GAP})(${MONTH})\\.?,?${GAP}${YEAR}`,
    ([, m = '', n = '', y]) => named(m, [], y, n),
    MONTH_BEGIN,
  ),
  form(
    `(${MONTH})\\.?,?${GAP}${YEAR}${DASH}(${MONTH})\\.?,?${GAP}${YEAR}`,
    ([, m = '', y, n = '', z]) =>
      stated(
        createCalendarDate(
          formatIsoDate(Number(y), parseMonthName(m), null),
          formatIsoDate(Number(z), parseMonthName(n), null),
        ),
      ),
    MONTH_BEGIN,
  ),
  form(`(${MONTH})`, ([, m = '']) => named(m, [], undefined), MONTH_BEGIN),
  form(`Q([1-4])(?:${DASH}Q?([1-4]))?(?:,?${GAP}|${GAP}of${GAP})${YEAR}`, ([, q = '', r, y]) =>
    quarters(y, q, r ?? q),
  ),
  form(`${YEAR}(?:${GAP})?Q([1-4])`, ([, y, q = '']) => quarters(y, q)),
  form(
    `(first|second|third|fourth|1st|2nd|3rd|4th)${GAP}quarter${GAP}(?:of${GAP})?${YEAR}`,
    ([, q = '', y]) => quarters(y, q),
  ),
  form(`(?:H([12])|(first|second)${GAP}half${GAP}of)${GAP}${YEAR}`, ([, h, word, y]) =>
    h === '1' || word?.toLowerCase() === 'first' ? months(y, 1, 6) : months(y, 7, 12),
  ),
  form(`${YEAR}(?:${GAP})?H([12])`, ([, y, h]) => (h === '1' ? months(y, 1, 6) : months(y, 7, 12))),
  form(`(?:spring|summer|autumn|fall|winter)(?:,?${GAP}|${GAP}of${GAP})${YEAR}`, ([, y]) =>
    stated(createCalendarDate(formatIsoDate(Number(y), null, null), null, true)),
  ),
  form('(\\d{3})0s', ([, y]) => {
    const start = Number(y) * 10;
    return stated(createCalendarDate(formatIsoDate(start, null, null), formatIsoDate(start + 9, null, null)));
  }),
  form(`${YEAR}${DASH}(\\d{4}|\\d{2}|present|now|today)`, ([, y = '', z = '']) => yearRange(y, z)),
  form(YEAR, ([, y]) => {
    const date = createCalendarDate(formatIsoDate(Number(y), null, null));
    return date === null ? [] : [{ basis: 'year', date }];
  }),
  form(
    `(?:(?:last|next|this)${GAP}(?:week|month|year|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|yesterday|today|tomorrow|` +
      `(?:\\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)${GAP}(?:days?|weeks?|months?|years?)${GAP}ago)`,
    ([phrase], { published }) => {
      const date = readRelativePhrase(phrase, published);
      return date === null ? [] : [{ basis: 'relative', date }];
    },
    RELATIVE_WORD,
  ),
];

/** "2019–2021", "1985–88"; an open end ("2019–present") is only known to have begun. */
function yearRange(first: string, last: string): readonly Reading[] {
  const isShort = /^\d\d$/.test(last);
  // "2010-11" is a month as often as a year.
  if (isShort && Number(last) <= 12) return [];
  const end = isShort ? first.slice(0, 2) + last : /^\d/.test(last) ? last : null;
  const date = createCalendarDate(formatIsoDate(Number(first), null, null), end);
  return date === null ? [] : [{ basis: 'year', date }];
}
