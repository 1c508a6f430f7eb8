import type { Hit } from '../retrieval/retriever.ts';
import { type PassageSentence, stemsOf } from './score-sentences.ts';

/** A quote before it has a footnote: the span `[start, end)` of its hit's passage text. */
export interface SelectedSpan {
  readonly hit: Hit;
  readonly start: number;
  readonly end: number;
}

/** A quote that may still grow: sentences `[first, last]` of its passage. */
export interface Draft {
  readonly hit: Hit;
  readonly sentences: readonly PassageSentence[];
  first: number;
  last: number;
}

/** Two quotes that share this much of their words say the same. */
const SAME_WORDS = 0.8;

export function spanOf({ hit, sentences, first, last }: Draft): SelectedSpan {
  return { hit, start: sentences[first]?.start ?? 0, end: sentences[last]?.end ?? 0 };
}

/** Length in UTF-16 units. */
export function lengthOf(draft: Draft): number {
  const { start, end } = spanOf(draft);
  return end - start;
}

export function totalLength(drafts: readonly Draft[]): number {
  return drafts.reduce((sum, draft) => sum + lengthOf(draft), 0);
}

/** True where two drafts quote the same sentence. */
export function overlaps(a: Draft, b: Draft): boolean {
  return a.hit.passage.id === b.hit.passage.id && a.first <= b.last && b.first <= a.last;
}

/** True where the draft says what another quote says: in the same words, or in nearly all of them. */
export function repeats(drafts: readonly Draft[], draft: Draft): boolean {
  const text = foldText(textOf(draft));
  const stems = stemsOf(textOf(draft));
  return drafts.some((other) => {
    const said = foldText(textOf(other));
    if (said.includes(text) || text.includes(said)) return true;
    return measureOverlap(stems, stemsOf(textOf(other))) >= SAME_WORDS;
  });
}

function textOf(draft: Draft): string {
  const { hit, start, end } = spanOf(draft);
  return hit.passage.text.slice(start, end);
}

function foldText(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Jaccard's index: shared words as a share of all; 0 where there are none. */
function measureOverlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((stem) => b.has(stem)).length;
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : shared / all;
}
