import { boundDate } from '../milestones/calendar-date.ts';
import { findDates } from '../milestones/find-dates.ts';
import { parseDateRange } from '../milestones/parse-date-range.ts';
import type { Hit } from '../retrieval/retriever.ts';
import { findByTime, type FoundByTime, type Timekeeper } from './find-by-time.ts';
import { readTimeQuestion, type TimeQuestion } from './read-time-question.ts';
import type { SelectedSpan } from './quote-draft.ts';

export interface AnsweredByTime extends FoundByTime {
  /** True where nothing but a time was asked for. */
  readonly isTimeOnly: boolean;
}

/**
 * Answers a question about a time from the milestones. Null where it asks about none, or where the quotes found by
 * topic already tell of that time; 'nothing' where it asks for a time, whatever the topic, of which no article tells.
 */
export async function answerByTime(
  question: string,
  timekeeper: Timekeeper,
  hits: readonly Hit[],
  spans: readonly SelectedSpan[],
): Promise<AnsweredByTime | 'nothing' | null> {
  const today = new Date().toISOString().slice(0, 10);
  const time = readTimeQuestion(question, { today, newest: timekeeper.newest });
  if (time === null) return null;
  if (time.topic !== '' && time.shape === 'period' && spans.some((span) => tellsOf(time, span))) return null;
  const found = await findByTime(time, timekeeper, hits);
  if (found !== null) return { ...found, isTimeOnly: time.topic === '' };
  return time.topic === '' ? 'nothing' : null;
}

/** True where a quote has a date in the period. */
function tellsOf({ from, to }: TimeQuestion, { hit, start, end }: SelectedSpan): boolean {
  const range = parseDateRange(from, to);
  if ('problem' in range) return false;
  const published = hit.passage.article.date;
  return findDates(hit.passage.text.slice(start, end), { published }).some((mention) => {
    const { first, last } = boundDate(mention);
    return first <= range.last && last >= range.first;
  });
}
