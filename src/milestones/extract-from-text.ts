import type { Block } from '../corpus/article.ts';
import type { Span } from '../text/split-sentences.ts';
import { cutAround } from './cut-around.ts';
import { copyDate, type Draft } from './draft.ts';
import { type DateMention, findDates, type FindDatesOptions } from './find-dates.ts';
import { isByLine } from './is-by-line.ts';
import { judgeStatement } from './judge-statement.ts';
import type { CalendarDate } from './milestone.ts';
import { parseDate } from './parse-date.ts';
import { splitStatements } from './split-statements.ts';
import { titleEntry, titleStatement } from './title-milestone.ts';

/** Where a block stands, as far as its dates are concerned. */
export interface Surroundings {
  /** Under a heading (or lead-in) such as "Key Milestones" or "Roadmap". */
  readonly inTimeline: boolean;
  /** The date of a heading above that is nothing but a date, under such a heading; for what it opens with. */
  readonly entryDate: CalendarDate | null;
}

/** A sentence of a block, and its dates in offsets of its own text. */
interface DatedSentence extends Span {
  readonly text: string;
  readonly isFirst: boolean;
  readonly mentions: readonly DateMention[];
}

/** An item of a timeline whose date begins no later than here is its entry, in UTF-16 units. */
const MAX_ENTRY_LEAD = 24;

const LIST_MARKER = /^\s*(?:[-*•+]|\d{1,3}[.)]) /;

/** Extracts what a paragraph, list item or quotation says of dates. */
export function extractFromText(
  cleaned: string,
  block: Block,
  surroundings: Surroundings,
  options: FindDatesOptions,
): readonly Draft[] {
  const text = cleaned.slice(block.start, block.end);
  const marker = block.kind === 'list-item' ? (LIST_MARKER.exec(text.slice(0, 12))?.[0] ?? '') : '';
  const body = text.slice(marker.length);
  const offset = block.start + marker.length;
  const inTimelineItem = surroundings.inTimeline && block.kind === 'list-item';
  const mentions = inTimelineItem ? findItemDates(body, options) : findDates(body, options);
  return listSentences(body, mentions).flatMap((sentence) => {
    const drafts =
      sentence.mentions.length > 0
        ? draftMentions(sentence, block, surroundings, options)
        : mentions.length > 0
          ? []
          : draftEntry(sentence, block, surroundings);
    return drafts.map(({ at, ...draft }) => {
      const { start, end } = cutAround(body, sentence, sentence.start + at);
      return { ...draft, start: offset + start, end: offset + end };
    });
  });
}

/** In an item of a timeline, a year that it opens with needs no colon: "2009 Linux Kernel Contributions". */
function findItemDates(body: string, options: FindDatesOptions): readonly DateMention[] {
  const mentions = findDates(body, options);
  const year = /^\d{4}(?= \p{Lu})/u.exec(body)?.[0] ?? '';
  const date = mentions[0]?.start === 0 ? null : parseDate(year);
  return date === null ? mentions : [{ ...date, start: 0, end: year.length, basis: 'stated' }, ...mentions];
}

function listSentences(body: string, mentions: readonly DateMention[]): readonly DatedSentence[] {
  let next = 0;
  return joinBareDates(body, mentions).map(({ start, end }, index) => {
    const inside: DateMention[] = [];
    for (
      let mention = mentions[next];
      mention !== undefined && mention.start < end;
      mention = mentions[next]
    ) {
      inside.push({ ...mention, start: mention.start - start, end: mention.end - start });
      next += 1;
    }
    return {
      start,
      end,
      text: body.slice(start, end),
      isFirst: index === 0,
      mentions: keepMostExact(inside),
    };
  });
}

/** The sentences; a first one that is nothing but a date is joined to what it is the date of. */
function joinBareDates(body: string, mentions: readonly DateMention[]): readonly Span[] {
  const spans = splitStatements(body);
  const [first, second, ...rest] = spans;
  const [mention] = mentions;
  if (first === undefined || second === undefined || mention === undefined) return spans;
  const isBare = mention.start - first.start <= 1 && /^[\s.:)\]]*$/.test(body.slice(mention.end, first.end));
  return isBare ? [{ start: first.start, end: second.end }, ...rest] : spans;
}

/** A draft without its span; `at` is where its date stands in the sentence. */
type Unplaced = Omit<Draft, 'start' | 'end'> & { readonly at: number };

function draftMentions(
  { text, isFirst, mentions }: DatedSentence,
  { kind }: Block,
  { inTimeline }: Surroundings,
  options: FindDatesOptions,
): readonly Unplaced[] {
  const statement = { text, kind, published: options.published ?? null };
  const isItem = inTimeline && isFirst && kind === 'list-item';
  const drafts: Unplaced[] = [];
  for (const [index, mention] of mentions.entries()) {
    const opensItem = isItem && index === 0 && mention.basis !== 'edition';
    const isEntry =
      isLabelOf(text, mention) ||
      (opensItem && mention.start <= MAX_ENTRY_LEAD && !isByLine(text, mention, statement.published));
    // A sentence that told of one date tells of the next one too: "from May 3 (online: May 4)".
    const goesOn = drafts.length > 0 && (mention.basis === 'stated' || mention.basis === 'yearless');
    if (!isEntry && !goesOn && !judgeStatement(statement, mention)) continue;
    const isKey = opensItem || (isEntry && inTimeline && isFirst && index === 0);
    const title = isKey || isEntry ? titleEntry(text, mention) : '';
    drafts.push({
      date: copyDate(mention),
      kind: isKey ? 'key' : 'dated',
      title: title === '' ? titleStatement(text) : title,
      at: mention.start,
    });
  }
  return drafts;
}

/** Under a heading that is only a date, the first words of a paragraph or of each outer list item happened then. */
function draftEntry(
  { text, isFirst }: DatedSentence,
  { kind, depth }: Block,
  { entryDate }: Surroundings,
): readonly Unplaced[] {
  if (entryDate === null || !isFirst) return [];
  if (kind === 'list-item' ? depth > 1 : text.endsWith(':')) return [];
  return [{ date: entryDate, kind: 'key', title: titleEntry(text, { start: 0, end: 0 }), at: 0 }];
}

/** Each date once, and no year of an edition where the same statement has a more exact date in that year. */
function keepMostExact(mentions: readonly DateMention[]): readonly DateMention[] {
  const seen = new Set<string>();
  const exactYears = new Set(
    mentions.filter(({ basis }) => basis !== 'edition').map(({ date }) => date.slice(0, 4)),
  );
  return mentions.filter(({ basis, date, dateEnd }) => {
    const key = `${date}/${dateEnd ?? ''}`;
    if (seen.has(key) || (basis === 'edition' && exactYears.has(date))) return false;
    seen.add(key);
    return true;
  });
}

/** True where the statement begins with its date, as a label of the words that follow. */
function isLabelOf(text: string, mention: DateMention): boolean {
  if (mention.basis === 'edition' || mention.basis === 'relative' || mention.start > 11) return false;
  if (!/^[\s([*]*(?:(?:the|in|on) )?$/i.test(text.slice(0, mention.start))) return false;
  const after = text.slice(mention.end, mention.end + 12);
  return (
    /^[)\]*.]{0,3}\s*\n/.test(after) ||
    /^[)\]*]{0,3}(?:\s?[:—–]|\s-{1,3})\s*[\p{L}\p{N}"“‘'(]/u.test(after) ||
    (mention.precision === 'year' && /^ \p{Lu}/u.test(after))
  );
}
