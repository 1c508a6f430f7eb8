import { createHash } from 'node:crypto';
import type { Article, Block } from '../corpus/article.ts';
import type { Passage } from '../passages/passage.ts';
import { createCalendarDate } from './calendar-date.ts';
import { MAX_TEXT_LENGTH } from './cut-around.ts';
import { copyDate, type Draft } from './draft.ts';
import { extractFromTable } from './extract-from-table.ts';
import { extractFromText, type Surroundings } from './extract-from-text.ts';
import { findDates, type FindDatesOptions } from './find-dates.ts';
import { findPassage } from './find-passage.ts';
import type { CalendarDate, Milestone } from './milestone.ts';
import { readDatedHeading } from './read-dated-heading.ts';
import { settleDayOrder } from './settle-day-order.ts';
import { splitStatements } from './split-statements.ts';
import { findVersionDates } from './version-dates.ts';

const TIMELINE =
  /\b(?:milestones?|timelines?|history|roadmap|chronology|changelog|schedule|deadlines?|(?:key|important) dates)\b/i;

interface OpenHeading {
  readonly depth: number;
  readonly isTimeline: boolean;
  readonly entryDate: CalendarDate | null;
}

/**
 * Extracts the milestones of an article, in the order of its text, its own date first. `passages` are the article's, in
 * order; without any, there is nothing to cite and the list is empty. Pure, and linear in the length of the text; no
 * number of dates is cut off.
 */
export function extractMilestones(article: Article, passages: readonly Passage[]): readonly Milestone[] {
  if (passages.length === 0) return [];
  const options = readDateHabits(article);
  const drafts: Draft[] = [];
  let open: OpenHeading[] = [];
  let leadsIn = false;
  let previous: Block | undefined;
  for (const block of article.blocks) {
    const opensSection = previous?.kind === 'heading';
    previous = block;
    const text = article.cleaned.slice(block.start, block.end);
    if (block.kind === 'heading') {
      open = open.filter(({ depth }) => depth < block.depth);
      const inTimeline = open.some(({ isTimeline }) => isTimeline);
      const isTitle = block.depth === 1 && !inTimeline;
      const dated = isTitle ? null : readDatedHeading(text, inTimeline, options);
      if (dated?.draft !== undefined) drafts.push({ ...dated.draft, start: block.start, end: block.end });
      open.push({ depth: block.depth, isTimeline: TIMELINE.test(text), entryDate: dated?.entryDate ?? null });
      leadsIn = false;
      continue;
    }
    if (block.kind !== 'list-item') leadsIn = false;
    const surroundings: Surroundings = {
      inTimeline: leadsIn || open.some(({ isTimeline }) => isTimeline),
      entryDate: block.kind === 'list-item' || opensSection ? (open.at(-1)?.entryDate ?? null) : null,
    };
    for (const draft of extractFromBlock(article.cleaned, block, surroundings, options)) drafts.push(draft);
    if (block.kind === 'paragraph' && text.length <= 80 && text.endsWith(':')) leadsIn = TIMELINE.test(text);
  }
  const published = draftPublished(article, passages);
  return createMilestones(article, passages, published === null ? drafts : [published, ...drafts]);
}

function extractFromBlock(
  cleaned: string,
  block: Block,
  surroundings: Surroundings,
  options: FindDatesOptions,
): readonly Draft[] {
  switch (block.kind) {
    case 'code':
    case 'heading':
      return [];
    case 'table':
      return extractFromTable(cleaned, block, surroundings.inTimeline ? 'key' : 'dated', options);
    case 'paragraph':
    case 'list-item':
    case 'quote':
      return extractFromText(cleaned, block, surroundings, options);
  }
}

/** What the article as a whole tells of how it writes dates. */
function readDateHabits({ cleaned, date }: Article): FindDatesOptions {
  const options = { published: date, versionDates: findVersionDates(cleaned) };
  const settled = settleDayOrder(cleaned, new Set());
  if (settled !== null || !/\d[/-]\d{1,2}[/-]\d{4}/.test(cleaned)) return { ...options, dayOrder: settled };
  const days = findDates(cleaned, options).map((mention) => mention.date);
  return { ...options, dayOrder: settleDayOrder(cleaned, new Set(date === null ? days : [...days, date])) };
}

function draftPublished(article: Article, passages: readonly Passage[]): Draft | null {
  const [passage] = passages;
  const date = createCalendarDate(article.date);
  const [sentence] = passage === undefined ? [] : splitStatements(passage.text);
  if (passage === undefined || date === null || sentence === undefined) return null;
  const start = passage.start + sentence.start;
  return { date, kind: 'published', title: article.title, start, end: passage.start + sentence.end };
}

function createMilestones(
  article: Article,
  passages: readonly Passage[],
  drafts: readonly Draft[],
): readonly Milestone[] {
  const seen = new Map<string, number>();
  return drafts.flatMap((draft) => {
    const passage = findPassage(passages, draft.start);
    if (passage === undefined) return [];
    const end = Math.min(draft.end, draft.start + MAX_TEXT_LENGTH);
    const text = article.cleaned.slice(draft.start, end);
    const key = JSON.stringify([article.id, draft.kind, draft.date, text]);
    const occurrence = seen.get(key) ?? 0;
    seen.set(key, occurrence + 1);
    const id = createHash('sha256').update(`${key}${occurrence}`).digest('hex').slice(0, 16);
    const { kind, title, start } = draft;
    return [
      {
        id,
        kind,
        ...copyDate(draft.date),
        title,
        text,
        articleId: article.id,
        passageId: passage.id,
        start,
        end,
      },
    ];
  });
}
