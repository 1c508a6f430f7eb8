import { countWords, type Piece } from './piece.ts';

/** Longest paragraph in bold that is taken for a heading, in words. */
const MAX_HEADING_WORDS = 15;

const BYLINE = /^(?:by|authors?|authored by|written by|posted|published|presented by|updated|date|source)\b/i;

/**
 * Turns paragraphs that are nothing but bold text into headings, one level below the heading they stand under. Only
 * where text of their own follows: a line such as `**By Ada Writer**` before the first heading is none.
 */
export function promoteHeadings(pieces: readonly Piece[]): readonly Piece[] {
  let depth = 1;
  return pieces.map((piece, index) => {
    if (piece.kind === 'heading') depth = piece.depth;
    if (!isHeadingLike(piece)) return piece;
    const next = pieces[index + 1];
    const hasText =
      next !== undefined && next.kind !== 'heading' && next.kind !== 'rule' && !isHeadingLike(next);
    return hasText ? { ...piece, kind: 'heading', depth: depth + 1 } : piece;
  });
}

function isHeadingLike({ kind, isBold, list, text }: Piece): boolean {
  return (
    kind === 'paragraph' &&
    isBold &&
    list === null &&
    !text.includes('\n') &&
    countWords(text) <= MAX_HEADING_WORDS &&
    !/[.!;,]$/.test(text) &&
    !BYLINE.test(text)
  );
}
