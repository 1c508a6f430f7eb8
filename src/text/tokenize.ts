import { foldText } from './fold.ts';
import type { Span } from './split-sentences.ts';

/** A word of a text: its folded form and where it stands. */
export interface Token extends Span {
  readonly text: string;
}

/**
 * A run of letters and digits, with single connectors inside it (`gpt-4o`, `8.0.21`, `CI/CD`, `don't`), a leading dot
 * before a letter (`.NET`) and the trailing signs of `C#` and `C++`. Every alternative is bounded by what it consumes,
 * so the expression is linear.
 */
const WORD =
  /(?<![\p{L}\p{N}.])\.(?=\p{L})[\p{L}\p{N}\p{M}]+|[\p{L}\p{N}\p{M}]+(?:[.'’_/&+-][\p{L}\p{N}\p{M}]+)*(?:\+\+|#)?/gu;

/** Splits a text into words, in order. Punctuation and symbols that belong to no word are left out. */
export function tokenize(text: string): readonly Token[] {
  return Array.from(text.matchAll(WORD), (match) => ({
    text: foldText(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}
