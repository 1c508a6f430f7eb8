import type { Span } from '../text/split-sentences.ts';
import { createCalendarDate } from './calendar-date.ts';
import { DATE_FORMS, type DateContext, type Reading, type YearlessDate } from './date-forms.ts';
import { judgeYear } from './judge-year.ts';
import type { CalendarDate } from './milestone.ts';
import { giveYear, resolveYearlessDate } from './resolve-yearless-date.ts';
import { standsAlone } from './stands-alone.ts';

export type { DateContext };

/** A date as it stands in a text. The span holds the words that belong to it ("early 2025", "circa 1969"). */
export interface DateMention extends CalendarDate, Span {
  /**
   * `stated` as a date; `yearless`, the year worked out; `relative` to the article's own date; `edition`, the year in the
   * name of an event or yearly publication, whose whole name the span holds.
   */
  readonly basis: 'stated' | 'yearless' | 'relative' | 'edition';
}

export interface FindDatesOptions extends Partial<DateContext> {
  /** ISO dates that the article uses as names of versions (`2025-11-01` of an API). @default none */
  readonly versionDates?: ReadonlySet<string>;
}

/** How far back a qualifier is looked for, in UTF-16 units. */
const QUALIFIER_REACH = 24;

/** How far a year reaches on to a day or month without one, in UTF-16 units. */
const INHERIT_REACH = 80;

const QUALIFIER =
  /(?:(?:\bearly|\bmid|\blate)(?:[ -]| in )|(?:\bthe )?\b(?:end|start|beginning|middle) of |\b(?:circa|ca\.|c\.|around|about|approximately|roughly|sometime in) |~)$/i;

/** A month alone is a date only after one of these; "May" and "March" are other words too. */
const MONTH_LEAD =
  /\b(in|by|since|until|till|from|through|early|late|mid|before|after|during|between|(?:end|start|beginning|middle) of|this|last|next)[ -]$/i;

const RANGE_MARK = /^(?: ?[-–—] ?| (?:to|through|until|till) )$/;

interface Found extends Span {
  readonly reading: Reading;
}

/** What stands on either side of a reading. */
interface Neighbours {
  readonly previous: DateMention | undefined;
  readonly next: Found | undefined;
}

/**
 * All dates of a text, in order, without overlap (two dates of one phrase, "February 23 and 27", share its span). What
 * only looks like one stays out: versions, product years, counts, identifiers, parts of addresses and file names. Linear in
 * the text's length.
 */
export function findDates(text: string, options: FindDatesOptions = {}): readonly DateMention[] {
  const context: DateContext = { published: options.published ?? null, dayOrder: options.dayOrder ?? null };
  const mentions: DateMention[] = [];
  const chosen = chooseLongest(collectReadings(text, context));
  for (const [index, found] of chosen.entries()) {
    if (options.versionDates?.has(text.slice(found.start, found.end)) === true) continue;
    const mention = judgeReading(text, found, context, {
      previous: mentions.at(-1),
      next: chosen[index + 1],
    });
    if (mention !== null) mentions.push(mention);
  }
  return mergeRanges(text, mentions);
}

function collectReadings(text: string, context: DateContext): readonly Found[] {
  const found: Found[] = [];
  for (const { hint, pattern, read } of DATE_FORMS) {
    if (!hint.test(text)) continue;
    for (const match of text.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      if (!standsAlone(text, span)) continue;
      for (const reading of read(match, context)) found.push({ ...span, reading });
    }
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Of overlapping readings the one that begins first, and of those the longest. */
function chooseLongest(found: readonly Found[]): readonly Found[] {
  const chosen: Found[] = [];
  for (const item of found) {
    const last = chosen.at(-1);
    if (
      last === undefined ||
      item.start >= last.end ||
      (item.start === last.start && item.end === last.end)
    ) {
      chosen.push(item);
    }
  }
  return chosen;
}

function judgeReading(
  text: string,
  { start, end, reading }: Found,
  context: DateContext,
  neighbours: Neighbours,
): DateMention | null {
  const qualified = findQualifier(text, start);
  const span = { start: qualified, end };
  const vague = qualified < start;
  switch (reading.basis) {
    case 'stated':
      return { ...reading.date, ...span, basis: 'stated', circa: reading.date.circa || vague };
    case 'relative':
      return { ...reading.date, ...span, basis: 'relative' };
    case 'yearless':
      return judgeYearless(text, span, reading.date, context, neighbours, vague);
    case 'year': {
      const verdict = judgeYear(text, start, end, neighbours.previous?.end ?? null);
      if (verdict === null) return null;
      if (verdict.basis === 'edition') return { ...reading.date, ...verdict.name, basis: 'edition' };
      return { ...reading.date, ...span, basis: 'stated', circa: vague };
    }
  }
}

function findQualifier(text: string, start: number): number {
  const match = QUALIFIER.exec(text.slice(Math.max(0, start - QUALIFIER_REACH), start));
  return match === null ? start : start - match[0].length;
}

/** A year named shortly before or after in the same sentence holds for a day or month without one. */
function judgeYearless(
  text: string,
  span: Span,
  date: YearlessDate,
  { published }: DateContext,
  neighbours: Neighbours,
  vague: boolean,
): DateMention | null {
  const lead = MONTH_LEAD.exec(text.slice(Math.max(0, span.start - QUALIFIER_REACH), span.start))?.[1];
  if (date.day === null && isPersonName(text, span)) return null;
  const vagueMonth = vague && date.day === null;
  if (date.day === null && date.monthEnd === null && lead === undefined && !vagueMonth) return null;
  const year = findNeighbouringYear(text, span, date, neighbours);
  const inherited = year === null ? null : giveYear(date, year, vague);
  if (inherited !== null) return { ...inherited, ...span, basis: 'yearless' };
  const resolved = resolveYearlessDate(date, published);
  if (resolved === null) return null;
  return { ...shiftYear(resolved, date, lead, published), ...span, basis: 'yearless' };
}

function findNeighbouringYear(
  text: string,
  span: Span,
  date: YearlessDate,
  { previous, next }: Neighbours,
): number | null {
  const isNear = (between: string) => between.length <= INHERIT_REACH && !/[.!?]\s|\n/.test(between);
  if (previous?.basis === 'stated' && isNear(text.slice(previous.end, span.start))) {
    return Number((previous.dateEnd ?? previous.date).slice(0, 4));
  }
  const following = next?.reading.basis === 'stated' ? next.reading.date : null;
  if (next === undefined || following === null || following.precision === 'year' || date.day === null)
    return null;
  if (!isNear(text.slice(span.end, next.start))) return null;
  const year = Number(following.date.slice(0, 4));
  return date.month <= Number(following.date.slice(5, 7)) ? year : year - 1;
}

/** April, May, June, August and Jan are first names too: "presented by April". */
function isPersonName(text: string, { start, end }: Span): boolean {
  if (!/^(?:April|May|June|August|Jan)$/.test(text.slice(start, end))) return false;
  const before = text.slice(Math.max(0, start - QUALIFIER_REACH), start);
  return (
    /^ \p{Lu}\p{Ll}/u.test(text.slice(end, end + 3)) ||
    /\b(?:presented|led|written|authored|hosted|taught|instructed|created|recorded|posted) by $/i.test(before)
  );
}

/** "Last" and "next" put a month before or after the article's own. */
function shiftYear(
  resolved: CalendarDate,
  date: YearlessDate,
  lead: string | undefined,
  published: string | null,
): CalendarDate {
  const isMonth = resolved.precision === 'month' && published !== null;
  const year = Number(resolved.date.slice(0, 4));
  const month = published?.slice(0, 7) ?? '';
  if (isMonth && /^last$/i.test(lead ?? '') && resolved.date >= month)
    return giveYear(date, year - 1, true) ?? resolved;
  if (isMonth && /^next$/i.test(lead ?? '') && resolved.date <= month)
    return giveYear(date, year + 1, true) ?? resolved;
  return resolved;
}

/** Two dates with "to" or a dash between them, or "between … and …", are one range. */
function mergeRanges(text: string, mentions: readonly DateMention[]): readonly DateMention[] {
  const merged: DateMention[] = [];
  for (const mention of mentions) {
    const last = merged.at(-1);
    const range = last === undefined ? null : createRange(text, last, mention);
    if (range === null) merged.push(mention);
    else merged[merged.length - 1] = range;
  }
  return merged;
}

function createRange(text: string, first: DateMention, last: DateMention): DateMention | null {
  if (first.basis !== 'stated' || last.basis !== 'stated' || first.dateEnd !== null) return null;
  const mark = text.slice(first.end, last.start);
  const isBetween =
    mark === ' and ' && /\bbetween $/i.test(text.slice(Math.max(0, first.start - 8), first.start));
  if (!isBetween && !RANGE_MARK.test(mark)) return null;
  const date = createCalendarDate(first.date, last.dateEnd ?? last.date, first.circa || last.circa);
  if (date?.dateEnd === undefined || date.dateEnd === null) return null;
  return { ...date, start: first.start, end: last.end, basis: 'stated' };
}
