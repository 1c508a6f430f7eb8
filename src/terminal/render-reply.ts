import type { Abstention, Answer } from '../answers/answer.ts';
import type { Citation } from '../answers/citation.ts';
import { stripControls, stripToLine } from './strip-controls.ts';
import type { TerminalStyle } from './terminal-style.ts';
import { wrapText } from './wrap-text.ts';

/** A reply as a person reads it in a terminal: quotes under their footnote numbers, then the footnotes. */
export function renderReply(reply: Answer | Abstention, style: TerminalStyle): string {
  if (reply.outcome === 'answer') return renderAnswer(reply, style);
  // The words of an abstention name the closest places themselves.
  return wrapText(stripControls(reply.text), { width: style.width });
}

/** Title and headings of a citation on one line, outermost first, each once. */
export function renderPlace(place: Pick<Citation, 'title' | 'headingPath'>): string {
  return [...new Set([place.title, ...place.headingPath].map(stripToLine))].join(' › ');
}

function renderAnswer({ quotes, citations, note }: Answer, style: TerminalStyle): string {
  const shownQuotes = quotes.map(({ text, citation }) =>
    wrapText(stripControls(text), { width: style.width, ...createMargin(citation, style) }),
  );
  const footnotes = citations.map((citation) => renderFootnote(citation, style));
  const notes = note === undefined ? [] : [wrapText(stripControls(note), { width: style.width })];
  return [...shownQuotes, ...notes, style.dim('Footnotes'), ...footnotes].join('\n\n');
}

function renderFootnote(citation: Citation, style: TerminalStyle): string {
  const { indent, label } = createMargin(citation.number, style);
  const credit = [citation.author, citation.date].filter((part) => part !== null).map(stripToLine);
  const lines = [wrapText(style.bold(renderPlace(citation)), { width: style.width, indent, label })];
  if (credit.length > 0) lines.push(wrapText(credit.join(', '), { width: style.width, indent }));
  // Never wrapped: a broken address can be neither clicked nor copied.
  if (citation.url !== null) lines.push(indent + style.accent(stripToLine(citation.url)));
  return lines.join('\n');
}

function createMargin(number: number, style: TerminalStyle): { indent: string; label: string } {
  const plain = `  [${number}] `;
  return { indent: ' '.repeat(plain.length), label: plain.replace(/\[\d+\]/, style.accent) };
}
