import { renderDate } from '../milestones/render-date.ts';
import { truncateText } from '../text/truncate.ts';
import { selectEntries } from './select-entries.ts';
import type { TimelineEntry } from './timeline.ts';
import { titleEntry } from './title-entry.ts';

/** Longest description of an attachment that Discord takes. */
export const MAX_ALT_TEXT_LENGTH = 1024;

/** Longest titles that are tried, in UTF-16 units, before entries are left out. */
const TITLE_LENGTHS = [200, 120, 80, 56, 40];

/**
 * The timeline in words, for screen readers: "Timeline of 2 milestones from 2009 to 2025: 2009: Linux
 * kernel contributions; 22 August 2025: …". Where room is short, titles are cut first, then the least important entries are
 * counted instead of told.
 */
export function describeTimeline(
  shown: readonly TimelineEntry[],
  omitted: number,
  span: string,
  locale: string,
): string {
  const total = shown.length + omitted;
  const opening = `Timeline of ${total} ${total === 1 ? 'milestone' : 'milestones'}${span}: `;
  const spoken = shown.map((entry) => ({
    ...entry,
    spokenDate: renderDate(entry, locale),
    spokenTitle: titleEntry(entry),
  }));
  for (const maxTitle of TITLE_LENGTHS) {
    const text = opening + listEntries(spoken, omitted, maxTitle);
    if (text.length <= MAX_ALT_TEXT_LENGTH) return text;
  }
  const shortest = TITLE_LENGTHS.at(-1) ?? 0;
  for (let count = spoken.length - 1; count > 0; count -= 1) {
    const text = opening + listEntries(selectEntries(spoken, count), total - count, shortest);
    if (text.length <= MAX_ALT_TEXT_LENGTH) return text;
  }
  return truncateText(opening, MAX_ALT_TEXT_LENGTH);
}

interface SpokenEntry {
  readonly spokenDate: string;
  readonly spokenTitle: string;
}

function listEntries(entries: readonly SpokenEntry[], rest: number, maxTitle: number): string {
  const told = entries.map(
    ({ spokenDate, spokenTitle }) => `${spokenDate}: ${truncateText(spokenTitle, maxTitle)}`,
  );
  return `${told.join('; ')}${rest === 0 ? '.' : `; and ${rest} more.`}`;
}
