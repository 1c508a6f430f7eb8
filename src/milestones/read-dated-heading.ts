import { copyDate, type Draft } from './draft.ts';
import { findDates, type FindDatesOptions } from './find-dates.ts';
import { judgeStatement } from './judge-statement.ts';
import type { CalendarDate } from './milestone.ts';
import { parseDate } from './parse-date.ts';
import { saysSomething } from './says-something.ts';
import { titleEntry } from './title-milestone.ts';

/** What a heading with a date gives: a milestone of its own, or a date for what stands under it. */
export interface DatedHeading {
  readonly draft?: Omit<Draft, 'start' | 'end'>;
  readonly entryDate?: CalendarDate;
}

/**
 * Reads a heading's date. Under a timeline every heading with a date counts; elsewhere only one that says
 * what happened then ("August 2025: TypeScript overtakes Python"). Null where it has none.
 */
export function readDatedHeading(
  text: string,
  inTimeline: boolean,
  options: FindDatesOptions,
): DatedHeading | null {
  const entryDate = parseDate(text, options);
  if (entryDate !== null) return inTimeline ? { entryDate } : null;
  const [mention] = findDates(text, options);
  if (mention === undefined || mention.basis === 'edition' || mention.basis === 'relative') return null;
  const statement = { text, kind: 'heading', published: options.published ?? null } as const;
  if (!inTimeline && !(saysSomething(text, mention) && judgeStatement(statement, mention))) return null;
  const title = titleEntry(text, mention);
  if (title === '') return null;
  return { draft: { date: copyDate(mention), kind: inTimeline ? 'key' : 'dated', title } };
}
