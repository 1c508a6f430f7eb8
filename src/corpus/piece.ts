import type { BlockKind, DroppedPart } from './article.ts';

/**
 * One block of an article on its way to the cleaned text. The three kinds of source (Markdown, scraped text, HTML) are
 * all read into pieces, so that what is left out and how the text is laid out is decided once.
 */
export interface Piece {
  /** `rule` is a horizontal rule: it parts sections and is not in the text. */
  readonly kind: BlockKind | 'rule';
  /** Heading level from 1, list nesting from 1, else 0. */
  readonly depth: number;
  /** Cleaned; without the list marker. Never empty but for a rule. */
  readonly text: string;
  /** `- ` or `3. `; empty but for list items. */
  readonly marker: string;
  /** Levels of indentation in front of it. */
  readonly indent: number;
  /** The same number for all pieces of one outermost list; null outside of lists. */
  readonly list: number | null;
  /** Line of the file, from 1; null where it cannot be told. */
  readonly line: number | null;
  /** How many links and bare addresses it has. */
  readonly links: number;
  /** Words outside of links and addresses. */
  readonly plainWords: number;
  /** True where all of its text is bold. */
  readonly isBold: boolean;
}

/** What reading a source gives: the pieces in order, and what is not among them. */
export interface PieceList {
  readonly pieces: readonly Piece[];
  readonly dropped: readonly DroppedPart[];
}

/** A piece outside of lists, with its facts taken from its text. */
export function createPiece(piece: Pick<Piece, 'kind' | 'text' | 'line'> & Partial<Piece>): Piece {
  return {
    depth: 0,
    marker: '',
    indent: 0,
    list: null,
    links: 0,
    plainWords: countWords(piece.text),
    isBold: false,
    ...piece,
  };
}

export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

/** Turns left-out pieces into reported parts. */
export function reportPieces(
  pieces: readonly Piece[],
  reason: DroppedPart['reason'],
): readonly DroppedPart[] {
  return pieces
    .filter(({ kind }) => kind !== 'rule')
    .map(({ line, marker, text }) => ({ line, text: marker + text, reason }));
}
