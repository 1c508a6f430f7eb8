import { boundDate } from './calendar-date.ts';
import { parseDate } from './parse-date.ts';

/** A stretch of days, both ends included, as ISO days. */
export interface DateRange {
  readonly first: string;
  readonly last: string;
}

/** Why two bounds are no range. */
export type DateRangeProblem = 'from-unreadable' | 'to-unreadable' | 'from-after-to';

const EARLIEST = '0000-01-01';
const LATEST = '9999-12-31';

/**
 * The range that a person means by two bounds in the forms that articles use ("2009", "March 2018", "2025-08-22",
 * "Q3 2024"); a bound left empty is open, and the upper one holds to the end of its year, month or day. Unusable bounds
 * ("20255", the later first) give the reason.
 */
export function parseDateRange(
  from: string | null,
  to: string | null,
): DateRange | { readonly problem: DateRangeProblem } {
  const lower = from === null || from.trim() === '' ? null : parseDate(from);
  const upper = to === null || to.trim() === '' ? null : parseDate(to);
  if (lower === null && from !== null && from.trim() !== '') return { problem: 'from-unreadable' };
  if (upper === null && to !== null && to.trim() !== '') return { problem: 'to-unreadable' };
  const first = lower === null ? EARLIEST : boundDate(lower).first;
  const last = upper === null ? LATEST : boundDate(upper).last;
  return first > last ? { problem: 'from-after-to' } : { first, last };
}
