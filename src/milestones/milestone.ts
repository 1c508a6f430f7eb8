/** How much of a date the article states. */
export type DatePrecision = 'year' | 'month' | 'day';

/**
 * - `key`: a dated list item, heading or table row under a heading such as "Key Milestones" or "Roadmap";
 * - `dated`: a statement that something happened, happens or will happen at a date;
 * - `published`: the article's own date.
 */
export type MilestoneKind = 'key' | 'dated' | 'published';

/** A point or stretch of the calendar, never more precise than what was written. */
export interface CalendarDate {
  /** ISO 8601 cut to its precision: `2009`, `2018-03` or `2025-08-22`. The start, where there is an end. */
  readonly date: string;
  readonly precision: DatePrecision;
  /** The last year, month or day of a range, decade, half-year or quarter, in the same precision; else null. */
  readonly dateEnd: string | null;
  /** True where the article says "about" or "early", or the date was worked out from the article's own date. */
  readonly circa: boolean;
}

/** A dated event that an article tells of, with where it says so. */
export interface Milestone extends CalendarDate {
  /** 16 hex digits; the same for the same article id, kind, date and text. */
  readonly id: string;
  readonly kind: MilestoneKind;
  /** A line to show: of a key milestone its own words without the date, else the statement, shortened. */
  readonly title: string;
  /** The words that say so, literally: `cleaned.slice(start, end)` of the article. */
  readonly text: string;
  readonly articleId: string;
  /** The passage that holds the text; of a heading, the first passage under it. */
  readonly passageId: string;
  /** Offsets of `text` in the article's cleaned text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}
