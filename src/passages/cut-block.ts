import type { Block } from '../corpus/article.ts';
import { splitSentences, trimSpan, type Span } from '../text/split-sentences.ts';

/**
 * The block whole where it fits, else its parts in order, each within `limit` tokens: code and tables cut between
 * lines, prose between sentences, and a sentence or line that is too long by itself between words.
 */
export function cutBlock(
  cleaned: string,
  block: Block,
  limit: number,
  countTokens: (text: string) => number,
): readonly Block[] {
  // A token is at least one character, so a short text needs no count.
  const fits = (span: Span) =>
    span.end - span.start <= limit / 2 || countTokens(cleaned.slice(span.start, span.end)) <= limit;
  if (fits(block)) return [block];
  const text = cleaned.slice(block.start, block.end);
  const inner = block.kind === 'code' || block.kind === 'table' ? splitLines(text) : splitSentences(text);
  const atoms = inner
    .map(({ start, end }) => ({ start: block.start + start, end: block.start + end }))
    .flatMap((span) => (fits(span) ? [span] : cutSpan(cleaned, span, fits)));
  const parts: { start: number; end: number }[] = [];
  for (const atom of atoms) {
    const last = parts.at(-1);
    if (last !== undefined && fits({ start: last.start, end: atom.end })) last.end = atom.end;
    else parts.push({ start: atom.start, end: atom.end });
  }
  return parts.map(({ start, end }) => ({ ...block, start, end }));
}

function splitLines(text: string): readonly Span[] {
  return Array.from(text.matchAll(/[^\n]+/g), (match) =>
    trimSpan(text, match.index, match.index + match[0].length),
  ).filter((span) => span !== null);
}

/** Halves a span, at a space where there is one near the middle, until every part fits. */
function cutSpan(cleaned: string, span: Span, fits: (span: Span) => boolean): readonly Span[] {
  if (fits(span) || span.end - span.start < 2) return [span];
  const middle = Math.floor((span.start + span.end) / 2);
  const space = cleaned.lastIndexOf(' ', middle);
  let at = space > span.start + (middle - span.start) / 2 ? space : middle;
  // Never between the halves of a surrogate pair.
  if (/[\uDC00-\uDFFF]/.test(cleaned[at] ?? '')) at -= 1;
  if (at <= span.start) return [span];
  return [trimSpan(cleaned, span.start, at), trimSpan(cleaned, at, span.end)]
    .filter((part) => part !== null)
    .flatMap((part) => cutSpan(cleaned, part, fits));
}
