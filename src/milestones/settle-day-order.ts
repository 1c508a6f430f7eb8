import { formatIsoDate } from './calendar-date.ts';
import type { DateContext } from './date-forms.ts';

const NUMERIC = /(?<![\w./-])(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?![\w/-]|\.\d)/g;

/**
 * How a text writes `03/04/2025`, judged by its other dates: numeric ones that can be read one way only, and those of
 * which one reading is in `knownDays` (ISO days that the article names otherwise). Null where nothing settles it, or
 * the votes differ.
 */
export function settleDayOrder(text: string, knownDays: ReadonlySet<string>): DateContext['dayOrder'] {
  const votes = new Set<'day-first' | 'month-first'>();
  for (const [, first, , second, year] of text.matchAll(NUMERIC)) {
    const dayFirst = formatIsoDate(Number(year), Number(second), Number(first));
    const monthFirst = formatIsoDate(Number(year), Number(first), Number(second));
    if (dayFirst === monthFirst) continue;
    if (monthFirst === null || (dayFirst !== null && isOnlyKnown(dayFirst, monthFirst, knownDays))) {
      votes.add('day-first');
    } else if (dayFirst === null || isOnlyKnown(monthFirst, dayFirst, knownDays)) {
      votes.add('month-first');
    }
  }
  const [vote] = votes;
  return votes.size === 1 && vote !== undefined ? vote : null;
}

function isOnlyKnown(day: string, other: string, knownDays: ReadonlySet<string>): boolean {
  return knownDays.has(day) && !knownDays.has(other);
}
