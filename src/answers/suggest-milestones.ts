import type { MilestoneKind } from '../milestones/milestone.ts';
import { renderDate } from '../milestones/render-date.ts';
import { foldText } from '../text/fold.ts';
import type { MilestoneEntry } from './milestone-desk.ts';

const KIND_ORDER: readonly MilestoneKind[] = ['key', 'dated', 'published'];

/** Letters of what was typed that are looked at. */
const MAX_TYPED_LENGTH = 100;

/** Gives the entries that go with what was typed so far. */
export type SuggestMilestones = (typed: string, limit: number) => readonly MilestoneEntry[];

/**
 * Suggests entries whose title, date or article holds every word typed: those whose title begins with it first, then
 * whose title holds it, then the others; within these key ones first, then in the order given. From memory.
 */
export function createMilestoneSuggester(entries: readonly MilestoneEntry[]): SuggestMilestones {
  let known: readonly Known[] | null = null;
  return (typed, limit) => {
    known ??= foldEntries(entries);
    const wanted = foldLine(typed.slice(0, MAX_TYPED_LENGTH));
    const words = wanted.split(' ');
    return known
      .filter(({ all }) => words.every((word) => all.includes(word)))
      .map((candidate, position) => ({ ...candidate, position, fit: rateFit(candidate, wanted) }))
      .sort((a, b) => b.fit - a.fit || a.kind - b.kind || a.position - b.position)
      .slice(0, limit)
      .map(({ entry }) => entry);
  };
}

interface Known {
  readonly entry: MilestoneEntry;
  readonly title: string;
  readonly all: string;
  readonly kind: number;
}

function foldEntries(entries: readonly MilestoneEntry[]): readonly Known[] {
  // A formatter of dates costs far more than all else here, and many milestones share a date.
  const rendered = new Map<string, string>();
  return entries.map((entry) => {
    const { date, dateEnd, circa } = entry.milestone;
    const key = `${date}/${dateEnd ?? ''}/${circa}`;
    const words = rendered.get(key) ?? renderDate(entry.milestone);
    rendered.set(key, words);
    return foldEntry(entry, `${date} ${dateEnd ?? ''} ${words}`);
  });
}

function foldEntry(entry: MilestoneEntry, dates: string): Known {
  const { milestone, article } = entry;
  const title = foldLine(milestone.title);
  return {
    entry,
    title,
    all: foldLine(`${title} ${dates} ${article.title}`),
    kind: KIND_ORDER.indexOf(milestone.kind),
  };
}

function rateFit({ title }: Known, wanted: string): number {
  if (title.startsWith(wanted)) return 3;
  if (title.includes(` ${wanted}`)) return 2;
  return title.includes(wanted) ? 1 : 0;
}

function foldLine(text: string): string {
  return foldText(text).replace(/\s+/g, ' ').trim();
}
