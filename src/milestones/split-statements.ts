import { splitSentences, type Span } from '../text/split-sentences.ts';

/**
 * Longest stretch that is handed to the sentence splitter at once, in UTF-16 units: its time grows with the square of
 * a line's length, and no paragraph that people write is longer.
 */
const MAX_STRETCH = 4000;

/** Splits a text into sentences in linear time, whatever its length. A longer stretch is parted after a sentence or a word. */
export function splitStatements(text: string): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  while (start < text.length) {
    const end = text.length - start <= MAX_STRETCH ? text.length : findCut(text, start, start + MAX_STRETCH);
    for (const span of splitSentences(text.slice(start, end))) {
      spans.push({ start: start + span.start, end: start + span.end });
    }
    start = end;
  }
  return spans;
}

function findCut(text: string, start: number, limit: number): number {
  const stretch = text.slice(start, limit);
  const stop = Math.max(
    stretch.lastIndexOf('. '),
    stretch.lastIndexOf('! '),
    stretch.lastIndexOf('? '),
    stretch.lastIndexOf('\n'),
  );
  if (stop > 0) return start + stop + 1;
  const space = stretch.lastIndexOf(' ');
  return space > 0 ? start + space + 1 : limit;
}
