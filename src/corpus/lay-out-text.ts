import type { Block } from './article.ts';
import type { Piece } from './piece.ts';

export interface LaidOutText {
  readonly cleaned: string;
  readonly blocks: readonly Block[];
}

/**
 * Pieces → the cleaned text and its blocks. Blocks are parted by an empty line, those of one list by a line break; list
 * items stand two spaces further in at each level, and their spans begin at the marker:
 *
 *     Lead-in:
 *
 *     - item
 *       - item within it
 */
export function layOutText(pieces: readonly Piece[]): LaidOutText {
  const blocks: Block[] = [];
  let cleaned = '';
  let list: number | null = null;
  for (const piece of pieces) {
    if (piece.kind === 'rule') {
      list = null;
      continue;
    }
    const text = piece.marker + piece.text;
    const indented = piece.kind === 'code' ? (/^[ \t]*/.exec(text)?.[0] ?? '') : '  '.repeat(piece.indent);
    if (cleaned !== '') cleaned += list !== null && piece.list === list ? '\n' : '\n\n';
    cleaned += indented;
    const start = cleaned.length;
    cleaned += piece.kind === 'code' ? text.slice(indented.length) : text;
    blocks.push({ kind: piece.kind, start, end: cleaned.length, depth: piece.depth });
    list = piece.list;
  }
  return { cleaned, blocks };
}
