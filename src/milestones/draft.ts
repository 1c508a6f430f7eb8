import type { CalendarDate, MilestoneKind } from './milestone.ts';
import type { DateMention } from './find-dates.ts';

/** A milestone on its way: what is said, and where, in offsets of the article's cleaned text. */
export interface Draft {
  readonly date: CalendarDate;
  readonly kind: MilestoneKind;
  readonly title: string;
  readonly start: number;
  readonly end: number;
}

export function copyDate({ date, precision, dateEnd, circa }: CalendarDate | DateMention): CalendarDate {
  return { date, precision, dateEnd, circa };
}
