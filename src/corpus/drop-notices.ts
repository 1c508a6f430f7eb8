import { countWords, reportPieces, type Piece, type PieceList } from './piece.ts';

/** Longest notice, in words: a paragraph that goes on is more than one. */
const MAX_NOTICE_WORDS = 45;

const NOTICES: readonly RegExp[] = [
  /\bappeared first (?:on|in|at)\b/i,
  /\b(?:first|originally) (?:appeared|published|posted|printed) (?:on|in|at|by)\b/i,
  /\b(?:was|is|been) (?:first|originally|cross-?)\s?(?:published|posted)\b/i,
  /^(?:cross-?posted|re-?posted|re-?published|syndicated) (?:from|with|on)\b/i,
  /\b(?:read|see|view|visit) the (?:entire|full|complete|original|whole) (?:article|post|story|blog post|announcement)\b/i,
  /^originally curated by\b/i,
];

/** Leaves out the lines that say where a text was published first and where to read it whole. */
export function dropNotices(pieces: readonly Piece[]): PieceList {
  const notices = pieces.filter(isNotice);
  return {
    pieces: pieces.filter((piece) => !notices.includes(piece)),
    dropped: reportPieces(notices, 'syndication-notice'),
  };
}

function isNotice({ kind, text }: Piece): boolean {
  if (kind !== 'paragraph' && kind !== 'list-item' && kind !== 'quote') return false;
  return countWords(text) <= MAX_NOTICE_WORDS && NOTICES.some((pattern) => pattern.test(text));
}
