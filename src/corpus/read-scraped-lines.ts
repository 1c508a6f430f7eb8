import { cleanLine } from './clean-text.ts';
import { countWords } from './piece.ts';

/** One line of a scraped page; lines that were only wrapped are already joined. */
export interface ScrapedLine {
  /** Line of the text, from 1. */
  readonly line: number;
  /** Cleaned, without the bullet. */
  readonly text: string;
  /** White space in front of it, in characters. */
  readonly indent: number;
  /** `- ` or `3. `; empty where there is none. */
  readonly marker: string;
  readonly words: number;
}

const BULLET = /^(?:[•◦‣▪▫●○■□∙⁃·*–-]|(\d{1,3})[.)])(?:[\s\u00A0]+|$)/;

/** Texts whose lines are no longer than this are taken to be wrapped, in characters. */
const MAX_WRAP_WIDTH = 100;
/** A wrapped line is at least this share of the widest. */
const WRAP_SHARE = 0.7;

/** Splits scraped text into its lines. A bullet alone on a line goes with the next line; wrapped lines are joined. */
export function readScrapedLines(text: string): readonly ScrapedLine[] {
  const raw = text.split(/\r\n?|\n/);
  const width = raw.reduce((widest, line) => Math.max(widest, line.trim().length), 0);
  const isWrapped = looksWrapped(raw, width);
  const lines: ScrapedLine[] = [];
  let pending: { readonly line: number; readonly indent: number; readonly marker: string } | null = null;
  let isAfterBlank = true;
  let isOpen = false;
  for (const [index, source] of raw.entries()) {
    const indent = /^[ \t\u00A0]*/.exec(source)?.[0].length ?? 0;
    const match = BULLET.exec(source.slice(indent));
    const clean = cleanLine(source.slice(indent + (match?.[0].length ?? 0)));
    if (clean === '') {
      if (match !== null) pending = { line: index + 1, indent, marker: readMarker(match) };
      isAfterBlank = true;
      continue;
    }
    const marker = match === null ? '' : readMarker(match);
    const previous = lines.at(-1);
    const goesOn = isWrapped && (isOpen || /^\p{Ll}/u.test(clean));
    if (goesOn && !isAfterBlank && marker === '' && pending === null && previous !== undefined) {
      const joined = `${previous.text} ${clean}`;
      lines[lines.length - 1] = { ...previous, text: joined, words: countWords(joined) };
    } else {
      const place = marker === '' && pending !== null ? pending : { line: index + 1, indent, marker };
      lines.push({ ...place, text: clean, words: countWords(clean) });
    }
    pending = null;
    isAfterBlank = false;
    isOpen = isWrapped && source.trim().length >= width * WRAP_SHARE;
  }
  return lines;
}

function readMarker(match: RegExpExecArray): string {
  return match[1] === undefined ? '- ' : `${match[1]}. `;
}

/** Wrapped text has no long line, and lines that go on in lower case. */
function looksWrapped(raw: readonly string[], width: number): boolean {
  if (width > MAX_WRAP_WIDTH) return false;
  const goingOn = raw.filter(
    (line, index) => index > 0 && /^\s*\p{Ll}/u.test(line) && (raw[index - 1] ?? '').trim() !== '',
  );
  return goingOn.length >= 2;
}
