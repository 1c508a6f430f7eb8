/** A span `[start, end)` of a text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Words with a full stop that do not end a sentence, without the stop, in lower case. */
const ABBREVIATIONS = new Set(
  (
    'e.g i.e etc vs cf no nos approx ca c al fig figs eq sec ch vol pp p ed eds mr mrs ms dr prof st jr sr gen rep sen ' +
    'inc ltd co corp dept est min max avg resp jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k'
  ).split(' '),
);

/** True where the text up to a sentence boundary ends in an abbreviation or a person's initial. */
function endsInAbbreviation(text: string): boolean {
  const match = /(?:^|[\s(["“‘])([\p{L}.]{1,6})\.\s*$/u.exec(text.slice(-24));
  const word = match?.[1];
  if (word === undefined) return false;
  return ABBREVIATIONS.has(word.toLowerCase()) || /^\p{Lu}$/u.test(word);
}

/**
 * Splits a text into sentences: spans in order, without white space at either end, that cover everything but white
 * space. Unicode's sentence boundaries (UAX #29), mended where an abbreviation, an initial, a
 * lower-case word or a stop without a space after it (`in .NET 8`) shows that the sentence goes on. A line break always ends a sentence.
 */
export function splitSentences(text: string): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  let end = 0;
  const flush = () => {
    const trimmed = trimSpan(text, start, end);
    if (trimmed !== null) spans.push(trimmed);
    start = end;
  };
  for (const { segment, index } of segmenter.segment(text)) {
    if (end > start) {
      const before = text.slice(start, end);
      const goesOn =
        !/[\n\r\u2028\u2029]\s*$/.test(before.slice(-8)) &&
        (!/[\s。！？]$/.test(before) ||
          endsInAbbreviation(before) ||
          /^[\p{Ll}]/u.test(segment) ||
          !/[\p{L}\p{N}]/u.test(before));
      if (!goesOn) flush();
    }
    end = index + segment.length;
  }
  flush();
  return spans;
}

/** The span without white space at its ends; null where nothing is left. */
export function trimSpan(text: string, start: number, end: number): Span | null {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from] ?? '')) from += 1;
  while (to > from && /\s/.test(text[to - 1] ?? '')) to -= 1;
  return from < to ? { start: from, end: to } : null;
}
