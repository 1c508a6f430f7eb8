import { reportPieces, type Piece, type PieceList } from './piece.ts';

/** Headings of lists that only point elsewhere. */
const REFERENCE_HEADING =
  /^(?:list of )?(?:references|bibliography|works cited|citations|(?:cited )?sources|see also|read more|read next|reference links|related (?:links?|posts?|articles?|reading|content|stories))$|^(?:links|resources|sources|community|visual resources) (?:and|&) (?:references|further (?:reading|documentation))$|^further reading\b/i;

/** Headings that may stand over such a list, and as well over text that answers. */
const RESOURCE_HEADING =
  /\b(?:resources?|links?|references?|learn(?:ing)? more|learn|further|read next|more information|documentation|additional)\b/i;

/** A paragraph that only leads in such a list. */
const LEAD_IN =
  /^(?:(?:to )?(?:learn|read|find out) more|see also|(?:for )?(?:more|further|additional) (?:information|details|reading|resources)|(?:useful |helpful |related |additional )?(?:links|resources|references)|sources?)\b[^.!?]{0,60}:$/i;

const CALL_TO_READ =
  /^(?:read|continue|see|view|watch|visit|learn|explore|access|download|get|check out|try|join|register|sign up|source)\b/i;

/** Words beside its link that an entry of a link list may have, and those of a label in front of a link. */
const MAX_PLAIN_WORDS = 6;
const MAX_LABEL_WORDS = 14;

/** Longest paragraph under a reference heading that only points elsewhere, in words. */
const MAX_POINTER_WORDS = 30;

/** Leaves out link lists, and the headings that have nothing else below them. */
export function dropReferences(pieces: readonly Piece[]): PieceList {
  const out = new Set<Piece>();
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind === 'heading') markSection(pieces, index, out);
    if (piece.kind === 'paragraph' && isLinkParagraph(piece)) out.add(piece);
  }
  markBareLists(pieces, out);
  return {
    pieces: pieces.filter((piece) => !out.has(piece)),
    dropped: reportPieces(
      [...pieces].filter((piece) => out.has(piece)),
      'reference-list',
    ),
  };
}

function markSection(pieces: readonly Piece[], headingIndex: number, out: Set<Piece>): void {
  const heading = pieces[headingIndex];
  if (heading === undefined) return;
  const name = heading.text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const isReference = REFERENCE_HEADING.test(name);
  if (!isReference && !RESOURCE_HEADING.test(name)) return;
  const end = pieces.findIndex(
    ({ kind }, index) => index > headingIndex && (kind === 'heading' || kind === 'rule'),
  );
  const section = pieces.slice(headingIndex + 1, end === -1 ? undefined : end);
  const entries = isReference ? findEntries(section) : findLinkLists(section);
  if (entries.length === 0 && !(isReference && section.length === 0)) return;
  for (const entry of entries) out.add(entry);
  if (section[0] === undefined || entries.includes(section[0])) out.add(heading);
}

/** Lists whole; paragraphs where they link, or only point elsewhere with no list beside them. */
function findEntries(section: readonly Piece[]): readonly Piece[] {
  const hasList = section.some(({ list }) => list !== null);
  return section.filter((piece) => {
    if (piece.list !== null) return true;
    if (piece.kind !== 'paragraph') return false;
    return isEntry(piece) || (!hasList && piece.plainWords <= MAX_POINTER_WORDS);
  });
}

/** Only lists of which every item is an entry. */
function findLinkLists(section: readonly Piece[]): readonly Piece[] {
  return groupLists(section)
    .filter((list) => list.some(({ links }) => links > 0) && list.every(isEntryOrLeadIn))
    .flat();
}

/** A list of nothing but links that neither a heading nor a lead-in gives a meaning; or with a lead-in of that sort. */
function markBareLists(pieces: readonly Piece[], out: Set<Piece>): void {
  for (const list of groupLists(pieces)) {
    const [first] = list;
    if (first === undefined || !list.every(isEntryOrLeadIn)) continue;
    const before = pieces[pieces.indexOf(first) - 1];
    if (before?.kind === 'paragraph' && LEAD_IN.test(before.text)) {
      for (const piece of [before, ...list]) out.add(piece);
    } else if (before?.kind !== 'heading' && before?.text.endsWith(':') !== true) {
      if (list.length > 1 && list.every(isBareLink)) for (const piece of list) out.add(piece);
    }
  }
}

function groupLists(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const lists = new Map<number, Piece[]>();
  for (const piece of pieces) {
    if (piece.list === null) continue;
    const list = lists.get(piece.list);
    if (list === undefined) lists.set(piece.list, [piece]);
    else list.push(piece);
  }
  return [...lists.values()];
}

function isBareLink({ kind, links, plainWords }: Piece): boolean {
  return kind === 'list-item' && links > 0 && plainWords === 0;
}

function isEntry({ links, plainWords, text }: Piece): boolean {
  if (links === 0) return false;
  return plainWords <= MAX_PLAIN_WORDS || (plainWords <= MAX_LABEL_WORDS && /https?:\/\/\S+$/.test(text));
}

function isEntryOrLeadIn(piece: Piece): boolean {
  return (
    isEntry(piece) ||
    (piece.kind === 'list-item' && piece.plainWords <= MAX_PLAIN_WORDS && piece.text.endsWith(':'))
  );
}

/** `[Read the report](…)`, or an address alone. */
function isLinkParagraph({ links, plainWords, text }: Piece): boolean {
  return links > 0 && plainWords === 0 && (CALL_TO_READ.test(text) || /^https?:\/\/\S+$/.test(text));
}
