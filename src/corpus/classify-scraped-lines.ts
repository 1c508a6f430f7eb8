import { judgeFurniture } from './judge-furniture.ts';
import { normalizeDate } from './normalize-date.ts';
import type { ScrapedLine } from './read-scraped-lines.ts';

export type LineRole = 'heading' | 'text' | 'furniture';

/** What a scraped page says of itself in the lines above its text. */
export interface Byline {
  readonly author: string | null;
  readonly date: string | null;
}

export interface ClassifiedLines {
  /** One role a line. */
  readonly roles: readonly LineRole[];
  readonly byline: Byline;
  /** The heading-like line that names the page; null where there is none. */
  readonly title: string | null;
}

/** Prose tells an article from its surroundings: this many words and an end, or as many more without one. */
const MIN_PROSE_WORDS = 12;
const MIN_LONG_WORDS = 25;
const MAX_HEADING_WORDS = 20;
const MAX_HEADING_LENGTH = 140;
/** Labels of menus and breadcrumbs are no longer than this. */
const MAX_LABEL_WORDS = 4;
/** A short line that stands this often in one page belongs to its frame. */
const MIN_REPEATS = 3;
const MAX_REPEATED_WORDS = 8;
/** After this share of the lines, "related posts" and the like end the article. */
const ENDING_SHARE = 0.4;

/** Tells heading, text and furniture apart by words, by shape, and by place: before, within or after the prose. */
export function classifyScrapedLines(lines: readonly ScrapedLine[]): ClassifiedLines {
  const verdicts = lines.map(({ text }) => judgeFurniture(text));
  const isProseLine = chooseProse(lines, verdicts);
  const firstProse = lines.findIndex(isProseLine);
  const lastProse = lines.findLastIndex(isProseLine);
  const repeats = countTexts(lines);

  const roles = lines.map((line, index): LineRole => {
    const verdict = verdicts[index];
    if (verdict === 'certain') return 'furniture';
    if (line.words === 0) return 'furniture';
    if (
      line.words <= MAX_REPEATED_WORDS &&
      (repeats.get(line.text) ?? 0) >= MIN_REPEATS &&
      !/[.!?]$/.test(line.text)
    ) {
      return 'furniture';
    }
    const isHeading = canBeHeading(line) && introduces(lines, index);
    if (verdict === 'likely') {
      return isHeading && index > firstProse && index < lastProse && line.marker === ''
        ? 'heading'
        : 'furniture';
    }
    return isHeading ? 'heading' : 'text';
  });

  const byline = readByline(lines, firstProse === -1 ? lines.length : firstProse, roles);
  const title = settleHead(lines, firstProse, roles);
  settleTail(lines, lastProse, verdicts, roles);
  return { roles, byline, title: title ?? lines[roles.indexOf('heading')]?.text ?? null };
}

/** Prose stands outside of lists; a page without any has prose in its lists, or no more than short sentences. */
function chooseProse(
  lines: readonly ScrapedLine[],
  verdicts: readonly (string | null)[],
): (line: ScrapedLine, index: number) => boolean {
  const kinds = [(line: ScrapedLine) => isProse(line) && line.marker === '', isProse, isSentence];
  const isKind = kinds.find((kind) => lines.some((line, index) => verdicts[index] === null && kind(line)));
  return (line, index) => verdicts[index] === null && isKind?.(line) === true;
}

function isProse({ text, words }: ScrapedLine): boolean {
  return words >= MIN_LONG_WORDS || (words >= MIN_PROSE_WORDS && /[.!?…:]["”’)\]]*$/.test(text));
}

function isSentence({ text, words }: ScrapedLine): boolean {
  return words >= MAX_HEADING_WORDS || (words >= 3 && /[.!?…:]["”’)\]]*$/.test(text));
}

function canBeHeading({ text, words, marker }: ScrapedLine): boolean {
  if (marker === '- ' || words === 0 || words > MAX_HEADING_WORDS || text.length > MAX_HEADING_LENGTH)
    return false;
  return (
    /^[#\d"“'‘(]*\s*[\p{Lu}\p{Lo}\d.]/u.test(text) &&
    !/[.,;:!…]["”’)]*$/.test(text) &&
    !/[{}=;<>|]/.test(text)
  );
}

/** True where a sentence or a list follows, at most one other heading between. */
function introduces(lines: readonly ScrapedLine[], index: number): boolean {
  for (const next of lines.slice(index + 1, index + 3)) {
    if (isSentence(next) || next.marker === '- ') return true;
    if (!canBeHeading(next)) return false;
  }
  return false;
}

function countTexts(lines: readonly ScrapedLine[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of lines) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** Takes the lines of author and date above the prose out of the text. */
function readByline(lines: readonly ScrapedLine[], end: number, roles: LineRole[]): Byline {
  let author: string | null = null;
  let date: string | null = null;
  for (const [index, { text, words }] of lines.slice(0, end).entries()) {
    if (words > 14 || roles[index] === 'furniture') continue;
    const match =
      /^(?:(?:published|posted|updated|last updated|date|written|created)(?: on| by|:)*\s*)?(.{0,40}?)\s*(?:[|·•,–-]|\bby\b|$)\s*(.*)$/i.exec(
        text,
      );
    const whole = normalizeDate(stripLabel(text));
    const found = whole ?? normalizeDate(match?.[1] ?? '');
    const name =
      /^(?:authors?:|written by|posted by|by)\s+(\p{Lu}[\p{L}.'’-]+(?: [\p{L}.'’-]+){0,4})\b/iu.exec(
        whole === null && found !== null ? `by ${match?.[2] ?? ''}` : text,
      );
    if (found === null && name === null) continue;
    roles[index] = 'furniture';
    date ??= found;
    author ??= name?.[1] ?? null;
  }
  return { author, date };
}

function stripLabel(text: string): string {
  return text.replace(/^(?:published|posted|updated|last updated|date|created)(?: on)?:?\s+/i, '');
}

/** Above the prose stand menus, then the title: the line of most words. The short lines around it are the page's. */
function settleHead(lines: readonly ScrapedLine[], firstProse: number, roles: LineRole[]): string | null {
  const head = [...lines.slice(0, Math.max(0, firstProse)).entries()].filter(
    ([index, line]) => roles[index] !== 'furniture' && canBeHeading(line),
  );
  const words = head.reduce((most, [, line]) => Math.max(most, line.words), 0);
  const title = head.find(([, line]) => line.words === words);
  if (title === undefined) return null;
  const [titleIndex, { text }] = title;
  roles[titleIndex] = 'heading';
  for (let index = 0; index < firstProse; index += 1) {
    const line = lines[index];
    if (line === undefined || index === titleIndex || line.words > MAX_LABEL_WORDS) continue;
    const isSection = index > titleIndex && index === firstProse - 1 && roles[index] === 'heading';
    if (!isSection && !/[.!?]$/.test(line.text)) roles[index] = 'furniture';
  }
  return text;
}

/** Below the prose, what stands between two pieces of furniture is furniture too, and all after an ending. */
function settleTail(
  lines: readonly ScrapedLine[],
  lastProse: number,
  verdicts: readonly (string | null | undefined)[],
  roles: LineRole[],
): void {
  const ending = verdicts.findIndex(
    (verdict, index) => verdict === 'ending' && index >= lines.length * ENDING_SHARE,
  );
  if (ending !== -1) roles.fill('furniture', ending);
  const first = roles.findIndex((role, index) => index > lastProse && role === 'furniture');
  const last = roles.lastIndexOf('furniture');
  if (first !== -1 && last > first) roles.fill('furniture', first, last);
  for (let index = last + 1; first !== -1 && index < lines.length; index += 1) {
    const line = lines[index];
    if (line !== undefined && line.words <= MAX_REPEATED_WORDS && !isSentence(line))
      roles[index] = 'furniture';
  }
}
