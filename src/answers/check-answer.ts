import { FootnoteError } from '../errors.ts';
import type { Hit } from '../retrieval/retriever.ts';
import type { CitedQuotes } from './cite-quotes.ts';
import { DEFAULT_SELECT_OPTIONS } from './select-quotes.ts';

/**
 * The machine check before an answer leaves: every quote is a literal substring of its passage at its offsets, the
 * numbers that the text shows and the list of footnotes are the same set, and the limits hold.
 * @throws FootnoteError 'internal' that names the rule which was broken; such an answer is never shown.
 */
export function checkAnswer({ quotes, citations }: CitedQuotes, text: string, hits: readonly Hit[]): void {
  const fail = (rule: string): never => {
    throw new FootnoteError(`An answer was held back, because ${rule}. Please report this.`, {
      code: 'internal',
    });
  };
  if (quotes.length === 0 || quotes.length > DEFAULT_SELECT_OPTIONS.maxQuotes)
    fail('it has no quote, or too many');
  if (quotes.reduce((sum, quote) => sum + quote.text.length, 0) > DEFAULT_SELECT_OPTIONS.maxLength) {
    fail('its quotes are too long');
  }
  for (const quote of quotes) {
    const citation = citations.find(({ number }) => number === quote.citation);
    const passage = hits.find((hit) => hit.passage.id === citation?.passageId)?.passage;
    if (passage === undefined) fail('a quote has no passage');
    else if (passage.text.slice(quote.start - passage.start, quote.end - passage.start) !== quote.text) {
      fail('a quote is not literally in its passage');
    }
  }
  const quoted = new Set(quotes.map(({ citation }) => citation));
  const listed = new Set(citations.map(({ number }) => number));
  const shown = new Set(
    Array.from(stripQuotes(text, quotes).matchAll(/\[(\d+)\]/g), (match) => Number(match[1])),
  );
  if (!sameSet(quoted, listed) || !sameSet(quoted, shown))
    fail('its numbers and its footnotes are not the same set');
}

/** The text without the quotes' words and without the footnotes' titles, where `[1]` may be the article's own. */
function stripQuotes(text: string, quotes: CitedQuotes['quotes']): string {
  let rest = text;
  for (const quote of quotes) rest = rest.replace(quote.text, '');
  return rest.replace(/^(\[\d+\]) .*$/gm, '$1').replace(/^ {4}\S+$/gm, '');
}

function sameSet(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return a.size === b.size && [...a].every((value) => b.has(value));
}
