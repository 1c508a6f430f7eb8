/** A span `[start, end)` of a text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** ICU's segmenter takes more than linear time on a long line, so it is given stretches of at most this length. */
const MAX_STRETCH_LENGTH = 4_000;

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
  for (const stretch of cutStretches(text)) {
    for (const { segment, index } of segmenter.segment(text.slice(stretch.start, stretch.end))) {
      if (end > start && !goesOn(text.slice(start, end), segment, index === 0)) flush();
      end = stretch.start + index + segment.length;
    }
  }
  flush();
  return spans;
}

/** True where a sentence is not over although the segmenter, or a stretch (`isCut`), ends there. */
function goesOn(before: string, next: string, isCut: boolean): boolean {
  const tail = before.slice(-8);
  if (/[\n\r\u2028\u2029]\s*$/.test(tail)) return false;
  if (isCut && !/[.!?…。！？]\P{L}*$/u.test(tail)) return true;
  return (
    !/[\s。！？]$/.test(tail) ||
    endsInAbbreviation(before) ||
    /^\p{Ll}/u.test(next) ||
    !/[\p{L}\p{N}]/u.test(before)
  );
}

/** Spans that cover the text, cut after white space where there is some, and after a line break where there is one. */
function cutStretches(text: string): readonly Span[] {
  const stretches: Span[] = [];
  let start = 0;
  while (text.length - start > MAX_STRETCH_LENGTH) {
    const window = text.slice(start, start + MAX_STRETCH_LENGTH);
    const line = window.lastIndexOf('\n');
    const space = line > 0 ? line : window.search(/\s\S*$/);
    const end = start + (space > 0 ? space + 1 : MAX_STRETCH_LENGTH);
    stretches.push({ start, end });
    start = end;
  }
  return [...stretches, { start, end: text.length }];
}

/** The span without white space at its ends; null where nothing is left. */
export function trimSpan(text: string, start: number, end: number): Span | null {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from] ?? '')) from += 1;
  while (to > from && /\s/.test(text[to - 1] ?? '')) to -= 1;
  return from < to ? { start: from, end: to } : null;
}
