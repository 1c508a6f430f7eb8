import type { Hit } from '../retrieval/retriever.ts';
import { splitPassage, type PassageSentence, type ScoredSentence } from './score-sentences.ts';

/** A quote before it has a footnote: the span `[start, end)` of its hit's passage text. */
export interface SelectedSpan {
  readonly hit: Hit;
  readonly start: number;
  readonly end: number;
}

export interface SelectOptions {
  /** @default 3 */
  readonly maxQuotes?: number;
  /** Over all quotes, in UTF-16 units. @default 900 */
  readonly maxLength?: number;
  /** Up to which length a quote takes in the sentences around its best ones, in UTF-16 units. @default 300 */
  readonly growTo?: number;
  /** A further quote must reach this share of the best sentence's score. @default 0.7 */
  readonly minShare?: number;
  /** A quote from another passage must reach this share of the best sentence's coverage. @default 0.3 */
  readonly minCoverageShare?: number;
}

export const DEFAULT_SELECT_OPTIONS = {
  maxQuotes: 3,
  maxLength: 900,
  growTo: 300,
  minShare: 0.7,
  minCoverageShare: 0.3,
} as const satisfies Required<SelectOptions>;

/** A sentence with the wanted detail and this share of the question's weight is taken for the answer. */
const ANSWERED_COVERAGE = 0.4;

/** Questions whose answer is likely to be several items. */
const ASKS_FOR_LIST =
  /\b(?:what (?:are|were|can|do|does|tools|kinds?|types?)|which (?:\w+s|of)|list|steps?|how (?:do|can|to|should)|examples?|ways|all (?:the|of))\b/i;

interface Draft {
  readonly hit: Hit;
  readonly sentences: readonly PassageSentence[];
  /** Sentences `[first, last]` of the passage are quoted. */
  first: number;
  last: number;
}

/**
 * Chooses what is quoted: the best sentences, as at most `maxQuotes` runs of neighbours, each run grown by the
 * sentences around it that go with it, while all fit in `maxLength`. Whole sentences only; a single sentence longer
 * than `maxLength` is left out. Order: by the best sentence of each quote. `question` tells whether a list is asked for.
 */
export function selectQuotes(
  scored: readonly ScoredSentence[],
  options: SelectOptions = {},
  question = '',
): readonly SelectedSpan[] {
  const { maxQuotes, maxLength, minShare, minCoverageShare, growTo } = {
    ...DEFAULT_SELECT_OPTIONS,
    ...options,
  };
  const drafts: Draft[] = [];
  const floor = (scored[0]?.score ?? 0) * minShare;
  const minCoverage = (scored[0]?.coverage ?? 0) * minCoverageShare;
  // Once the wanted detail is there, quotes without one only stand in the way.
  const isAnswered = (scored[0]?.hasWanted ?? false) && (scored[0]?.coverage ?? 0) >= ANSWERED_COVERAGE;
  for (const sentence of scored) {
    if (sentence.score < floor) break;
    if (sentence.coverage < minCoverage || (isAnswered && !sentence.hasWanted)) continue;
    addSentence(drafts, sentence, maxQuotes, maxLength);
  }
  growDrafts(drafts, maxLength, growTo, ASKS_FOR_LIST.test(question));
  return joinNeighbours(drafts, maxLength).map(spanOf);
}

function addSentence(drafts: Draft[], sentence: ScoredSentence, maxQuotes: number, maxLength: number): void {
  const near = drafts.find(
    ({ hit, first, last }) =>
      hit.passage.id === sentence.hit.passage.id && sentence.index >= first - 2 && sentence.index <= last + 2,
  );
  if (near !== undefined) {
    const grown = {
      ...near,
      first: Math.min(near.first, sentence.index),
      last: Math.max(near.last, sentence.index),
    };
    if (totalLength(drafts) - lengthOf(near) + lengthOf(grown) > maxLength) return;
    if (drafts.some((other) => other !== near && overlaps(other, grown))) return;
    near.first = grown.first;
    near.last = grown.last;
    return;
  }
  if (drafts.length >= maxQuotes) return;
  const draft = {
    hit: sentence.hit,
    sentences: splitPassage(sentence.hit),
    first: sentence.index,
    last: sentence.index,
  };
  if (totalLength(drafts) + lengthOf(draft) <= maxLength && !repeats(drafts, draft)) drafts.push(draft);
}

/** True where the draft says in the same words what another quote says. */
function repeats(drafts: readonly Draft[], draft: Draft): boolean {
  const fold = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const text = fold(textOf(draft));
  return drafts.some((other) => {
    const said = fold(textOf(other));
    return said.includes(text) || text.includes(said);
  });
}

/** Grows each quote in turn, best first, by the sentences after it and then before it that go with it. */
function growDrafts(drafts: readonly Draft[], maxLength: number, growTo: number, asksForList: boolean): void {
  for (const draft of drafts) {
    for (;;) {
      const next = [
        { ...draft, last: draft.last + 1 },
        { ...draft, first: draft.first - 1 },
      ].find(
        (grown) =>
          goTogether(grown, draft, asksForList) &&
          lengthOf(grown) <= growTo &&
          !drafts.some((other) => other !== draft && overlaps(other, grown)) &&
          totalLength(drafts) - lengthOf(draft) + lengthOf(grown) <= maxLength,
      );
      if (next === undefined) break;
      draft.first = next.first;
      draft.last = next.last;
    }
  }
}

/**
 * True where the sentence that `grown` has more than `draft` helps to understand it. The items of a list stand for
 * themselves, so they are joined only where a list is asked for, or to the lead-in that announces them.
 */
function goTogether(grown: Draft, draft: Draft, asksForList: boolean): boolean {
  const isAfter = grown.last > draft.last;
  const added = grown.sentences[isAfter ? grown.last : grown.first];
  const edge = draft.sentences[isAfter ? draft.last : draft.first];
  if (added === undefined || edge === undefined) return false;
  if (added.block === edge.block || asksForList) return true;
  const isItem = ({ block }: PassageSentence) => block.kind === 'list-item';
  if (!isItem(added) && !isItem(edge)) return true;
  return isAfter ? !isItem(edge) : !isItem(added);
}

/** Quotes that follow each other in one passage are one quote, in the place of the better, where what parts them fits too. */
function joinNeighbours(drafts: readonly Draft[], maxLength: number): readonly Draft[] {
  const joined: Draft[] = [];
  for (const [index, draft] of drafts.entries()) {
    const at = joined.findIndex(
      ({ hit, first, last }) =>
        hit.passage.id === draft.hit.passage.id && (last + 1 === draft.first || draft.last + 1 === first),
    );
    const other = joined[at] ?? draft;
    const whole = {
      ...other,
      first: Math.min(other.first, draft.first),
      last: Math.max(other.last, draft.last),
    };
    const rest = [...joined.filter((_, position) => position !== at), ...drafts.slice(index + 1)];
    if (at >= 0 && totalLength([...rest, whole]) <= maxLength) joined[at] = whole;
    else joined.push(draft);
  }
  return joined;
}

function overlaps(a: Draft, b: Draft): boolean {
  return a.hit.passage.id === b.hit.passage.id && a.first <= b.last && b.first <= a.last;
}

function spanOf({ hit, sentences, first, last }: Draft): SelectedSpan {
  return { hit, start: sentences[first]?.start ?? 0, end: sentences[last]?.end ?? 0 };
}

function textOf(draft: Draft): string {
  const { hit, start, end } = spanOf(draft);
  return hit.passage.text.slice(start, end);
}

function lengthOf(draft: Draft): number {
  const { start, end } = spanOf(draft);
  return end - start;
}

function totalLength(drafts: readonly Draft[]): number {
  return drafts.reduce((sum, draft) => sum + lengthOf(draft), 0);
}
