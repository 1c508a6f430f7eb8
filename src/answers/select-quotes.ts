import type { Hit } from '../retrieval/retriever.ts';
import { splitPassage, type ScoredSentence } from './score-sentences.ts';

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
}

export const DEFAULT_SELECT_OPTIONS = {
  maxQuotes: 3,
  maxLength: 900,
  growTo: 300,
  minShare: 0.7,
} as const satisfies Required<SelectOptions>;

interface Draft {
  readonly hit: Hit;
  readonly sentences: readonly { readonly start: number; readonly end: number }[];
  /** Sentences `[first, last]` of the passage are quoted. */
  first: number;
  last: number;
}

/**
 * Chooses what is quoted: the best sentences of at most `maxQuotes` runs of neighbouring sentences, each run grown by
 * the sentences around it while all of them together fit in `maxLength`. Whole sentences only; a single sentence
 * longer than `maxLength` is left out. Order: by the best sentence of each quote.
 */
export function selectQuotes(
  scored: readonly ScoredSentence[],
  options: SelectOptions = {},
): readonly SelectedSpan[] {
  const { maxQuotes, maxLength, minShare, growTo } = { ...DEFAULT_SELECT_OPTIONS, ...options };
  const drafts: Draft[] = [];
  const floor = (scored[0]?.score ?? 0) * minShare;
  for (const sentence of scored) {
    if (sentence.score < floor) break;
    addSentence(drafts, sentence, maxQuotes, maxLength);
  }
  growDrafts(drafts, maxLength, growTo);
  return drafts.map(spanOf);
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

/** Grows each quote in turn, best first: a list item's lead-in and a pronoun's sentence before, then what follows. */
function growDrafts(drafts: readonly Draft[], maxLength: number, growTo: number): void {
  for (const draft of drafts) {
    for (;;) {
      const next = [
        { ...draft, last: draft.last + 1 },
        { ...draft, first: draft.first - 1 },
      ].find(
        (grown) =>
          grown.first >= 0 &&
          grown.last < draft.sentences.length &&
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
