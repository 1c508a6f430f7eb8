import type { Citation, Quote } from '../answers/citation.ts';
import type { Passage } from '../answers/library.ts';
import { renderPlace } from './render-reply.ts';
import { stripControls, stripToLine } from './strip-controls.ts';
import type { TerminalStyle } from './terminal-style.ts';
import { wrapText } from './wrap-text.ts';

/** The whole passage behind a footnote, under its title and headings, with the quoted words in bold. */
export function renderPassage(
  passage: Passage,
  footnote: { readonly citation: Citation; readonly quotes: readonly Quote[] },
  style: TerminalStyle,
): string {
  const { citation, quotes } = footnote;
  const own = quotes.filter((quote) => quote.citation === citation.number);
  const text = [...emphasize(passage, own, style)].join('');
  const head = style.bold(`[${citation.number}] ${renderPlace(citation)}`);
  const date = citation.date === null ? [] : [style.dim(stripToLine(citation.date))];
  return [
    ...[head, ...date].map((line) => wrapText(line, { width: style.width })),
    '',
    wrapText(text, { width: style.width, indent: '  ' }),
  ].join('\n');
}

function* emphasize(passage: Passage, quotes: readonly Quote[], style: TerminalStyle): Generator<string> {
  let done = 0;
  for (const { start, end } of [...quotes].sort((a, b) => a.start - b.start)) {
    const from = Math.max(done, start - passage.start);
    const to = Math.max(from, end - passage.start);
    yield stripControls(passage.text.slice(done, from));
    // Line by line, so that an emphasis never runs over into the indent.
    yield stripControls(passage.text.slice(from, to)).split('\n').map(style.bold).join('\n');
    done = to;
  }
  yield stripControls(passage.text.slice(done));
}
