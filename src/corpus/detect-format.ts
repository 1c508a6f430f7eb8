import type { ArticleFormat } from './article.ts';
import { judgeFurniture } from './judge-furniture.ts';
import { countWords } from './piece.ts';

const PAGE_START = /^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b/i;
const FRAGMENT_START = /^\s*<(?:div|article|section|main|p|h[1-6]|header|nav|table|ul|ol)\b/i;
const BLOCK_END = /<\/(?:p|div|article|section|main|h[1-6]|ul|ol|table|header)>/gi;

/** Marks that people do not type unless they mean Markdown. */
const MARKDOWN_MARKS: readonly RegExp[] = [
  /^ {0,3}#{1,6} +\S/,
  /^ {0,3}(?:```|~~~)/,
  /\[[^[\]]*\]\([^)\s][^)]*\)/,
  /\*\*\S[^*]*\*\*/,
  /^ {0,3}\|.*\|\s*$/,
  /^ {0,3}> /,
  /`[^`\s][^`]*`/,
  /^<!--.*-->$/,
  /^\[[^\]]+\]: \S+/,
  /^(?:={3,}|-{3,})$/,
];

const SIGN_OF_PAGE = /^\s*[•◦‣▪·]\s?/;

/** Lines looked at; the beginning and the end of longer texts tell enough. */
const MAX_LINES = 2_000;
/** Characters of each line that are looked at. */
const MAX_LINE_LENGTH = 1_000;

/**
 * What a text is, by its content: a page of HTML, Markdown, or the text of a scraped page. Marks of Markdown decide
 * unless furniture outweighs them; a text with neither is Markdown unless lines stand above prose as headings do.
 */
export function detectFormat(body: string): ArticleFormat {
  const start = skipComments(body);
  if (PAGE_START.test(start)) return 'html';
  const all = body.split(/\r\n?|\n/);
  const lines =
    all.length <= MAX_LINES ? all : [...all.slice(0, MAX_LINES / 2), ...all.slice(-MAX_LINES / 2)];
  const marks = lines.filter((line) => {
    const head = line.slice(0, MAX_LINE_LENGTH).trimEnd();
    return MARKDOWN_MARKS.some((mark) => mark.test(head));
  }).length;
  if (FRAGMENT_START.test(start) && marks === 0 && (body.match(BLOCK_END)?.length ?? 0) >= 2) return 'html';

  const furniture = lines.filter(isPageLine).length;
  if (marks > 0) return furniture >= 3 && furniture > marks * 2 ? 'scraped' : 'markdown';
  return furniture > 0 || countLooseHeadings(lines) > 0 || isMenu(lines) ? 'scraped' : 'markdown';
}

/** The text from behind the comments that it begins with. */
function skipComments(text: string): string {
  let start = 0;
  for (;;) {
    start += /^\s*/.exec(text.slice(start, start + MAX_LINE_LENGTH))?.[0].length ?? 0;
    const end = text.startsWith('<!--', start) ? text.indexOf('-->', start + 2) : -1;
    if (end === -1) return text.slice(start, start + MAX_LINE_LENGTH);
    start = end + 3;
  }
}

function isPageLine(line: string): boolean {
  if (line.trim() === '') return false;
  return SIGN_OF_PAGE.test(line) || (line.length < 200 && judgeFurniture(line.trim()) === 'certain');
}

/** Nothing but labels such as menus have. */
function isMenu(lines: readonly string[]): boolean {
  const texts = lines.filter((line) => line.trim() !== '');
  return texts.length > 0 && texts.every((line) => line.length < 200 && judgeFurniture(line.trim()) !== null);
}

/** Short lines without an end, right above a sentence. */
function countLooseHeadings(lines: readonly string[]): number {
  const texts = lines.map((line) => line.trim()).filter((line) => line !== '');
  return texts.filter((text, index) => {
    const next = texts[index + 1] ?? '';
    const isShort =
      text.length <= 140 && /^\p{Lu}/u.test(text) && /[\p{L}\p{N}?]$/u.test(text) && countWords(text) <= 20;
    return isShort && countWords(next) >= 12 && /[.!?:]["”’)]*$/.test(next);
  }).length;
}
