import type { Span } from '../text/split-sentences.ts';

/** Longest text of a milestone, in UTF-16 units; of a longer statement the words around the date are kept. */
export const MAX_TEXT_LENGTH = 1000;

/** How far an end is moved inwards to stand between two words, in UTF-16 units. */
const WORD_REACH = 64;

/** The span itself, or of one longer than a milestone may show the part around the offset `at`, cut between words. */
export function cutAround(text: string, span: Span, at: number): Span {
  if (span.end - span.start <= MAX_TEXT_LENGTH) return span;
  const start = Math.max(span.start, Math.min(at - MAX_TEXT_LENGTH / 2, span.end - MAX_TEXT_LENGTH));
  const end = Math.min(span.end, start + MAX_TEXT_LENGTH);
  const skipped = start === span.start ? 0 : text.slice(start, start + WORD_REACH).search(/\s\S/) + 1;
  const tail = end === span.end ? -1 : text.slice(end - WORD_REACH, end).search(/\s\S*$/);
  return { start: start + skipped, end: tail < 0 ? end : end - WORD_REACH + tail };
}
