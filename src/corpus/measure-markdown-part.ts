/**
 * So many in one part cost the parser about a second of one core alone (micromark 4.0.3; its time grows with the square of
 * them): 1,000 lists of one item with one item below it, 2,000 quotes apart, 1,500 underlined headings, and so on. The 397
 * articles that this was held against have at most 147 items, 19 underlines, 46 rows and 500 marks.
 */
export const LOAD_LIMITS = Object.freeze({
  'list items': 2_000,
  'levels of lists, counted for each item': 50_000,
  quotes: 2_000,
  'underlined headings': 1_500,
  'link or footnote definitions': 4_000,
  tables: 2_000,
  'lines without an empty line between': 8_000,
  'stars, underscores, tildes, brackets and tags in one paragraph': 4_000,
  'backticks in one paragraph': 8_000,
  'tags in one block of HTML': 30_000,
});

type Kind = keyof typeof LOAD_LIMITS;

/** Lists within lists, deeper than anybody follows. */
export const MAX_LIST_DEPTH = 100;

/** A block of HTML has a parser of its own, and costs as much as so many paragraphs. */
const BLOCKS_PER_HTML = 3;

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const LIST_MARKS = /^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$))+/;
const LIST_MARK = /(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/g;
const DEFINITION = /^ {0,3}\[[^\]\n]{1,200}\]:/;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;
const TABLE_HEAD = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*\|/;
const QUOTE = /^ {0,3}>/;
/** Lines that begin a block of HTML, in which the parser looks for nothing. */
const HTML_BLOCK =
  /^ {0,3}<\/?(?:article|aside|blockquote|body|center|d[dlt]|details|div|figcaption|figure|footer|h[1-6]|header|html|li|main|nav|ol|p|section|summary|t[dhr]|table|tbody|tfoot|thead|ul)(?=[\s>/]|$)/i;

/** What one part of a source costs the parser. */
export interface PartLoad {
  /** What the parser's time grows with; 1 is the most. */
  readonly squares: number;
  /** Paragraphs and other blocks between empty lines, each as often as it costs more than a paragraph. */
  readonly blocks: number;
  readonly worst: Kind;
  /** Where most of the worst begins, in the part, from 1. */
  readonly line: number;
  readonly tooDeepLine: number | null;
}

/** Counts what the parser's time grows with. Linear in the length. */
export function measureMarkdownPart(lines: readonly string[]): PartLoad {
  const counts = new Map<Kind, { count: number; line: number }>();
  const heaviest = { load: 0, kind: 'lines without an empty line between' as Kind, line: 1 };
  let squares = 0;
  let blocks = 0;
  let paragraph: {
    readonly line: number;
    readonly isHtml: boolean;
    readonly counts: Map<Kind, number>;
  } | null = null;
  let fence: string | null = null;
  const indents: number[] = [];
  const add = (kind: Kind, line: number, count = 1): void => {
    const known = counts.get(kind) ?? { count: 0, line };
    known.count += count;
    counts.set(kind, known);
  };
  const note = (kind: Kind, count: number, line: number): number => {
    const load = count / LOAD_LIMITS[kind];
    if (load > heaviest.load) Object.assign(heaviest, { load, kind, line });
    return load;
  };
  const endParagraph = (): void => {
    if (paragraph === null) return;
    let load = 0;
    for (const [kind, count] of paragraph.counts) load += note(kind, count, paragraph.line);
    squares += load ** 2;
    paragraph = null;
  };

  for (const [index, text] of lines.entries()) {
    const line = index + 1;
    const mark = FENCE.exec(text)?.[1];
    if (fence !== null) {
      if (mark?.startsWith(fence) === true) fence = null;
      continue;
    }
    if (mark !== undefined) {
      endParagraph();
      fence = mark;
      continue;
    }
    const before = lines[index - 1] ?? '';
    if (QUOTE.test(text) && !QUOTE.test(before)) add('quotes', line);
    if (text.trim() === '') {
      endParagraph();
      continue;
    }
    if (DEFINITION.test(text)) add('link or footnote definitions', line);
    if (UNDERLINE.test(text) && before.trim() !== '') add('underlined headings', line);
    if (text.includes('|') && TABLE_HEAD.test(text)) add('tables', line);
    const marks = LIST_MARKS.exec(text)?.[0];
    if (marks !== undefined) {
      const indent = measureIndent(text);
      while ((indents.at(-1) ?? -1) >= indent) indents.pop();
      indents.push(indent);
      if (indents.length > MAX_LIST_DEPTH)
        return { squares, blocks, worst: 'list items', line, tooDeepLine: line };
      add('list items', line, marks.match(LIST_MARK)?.length ?? 1);
      add('levels of lists, counted for each item', line, indents.length);
    }
    if (paragraph === null) {
      const isHtml = HTML_BLOCK.test(text);
      paragraph = { line, isHtml, counts: new Map() };
      blocks += isHtml ? BLOCKS_PER_HTML : 1;
    }
    // The brackets of a definition are counted with it.
    countMarks(text.replace(DEFINITION, ''), paragraph);
  }
  endParagraph();
  let load = 0;
  for (const [kind, { count, line }] of counts) load += note(kind, count, line);
  return {
    squares: squares + load ** 2,
    blocks,
    worst: heaviest.kind,
    line: heaviest.line,
    tooDeepLine: null,
  };
}

function countMarks(
  text: string,
  { isHtml, counts }: { readonly isHtml: boolean; readonly counts: Map<Kind, number> },
): void {
  const add = (kind: Kind, count: number): void => {
    if (count > 0) counts.set(kind, (counts.get(kind) ?? 0) + count);
  };
  add('lines without an empty line between', 1);
  if (isHtml) {
    add('tags in one block of HTML', text.split('<').length - 1);
    return;
  }
  let marks = 0;
  let ticks = 0;
  for (const character of text) {
    if (character === '`') ticks += 1;
    else if ('*_~[<'.includes(character)) marks += 1;
  }
  add('stars, underscores, tildes, brackets and tags in one paragraph', marks);
  add('backticks in one paragraph', ticks);
}

/** In columns; a tab goes on to the next multiple of four. Quote marks count as the space they take. */
function measureIndent(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (character === '\t') columns += 4 - (columns % 4);
    else if (character === ' ' || character === '>') columns += 1;
    else break;
  }
  return columns;
}
