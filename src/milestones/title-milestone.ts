import { truncateText } from '../text/truncate.ts';
import type { Span } from '../text/split-sentences.ts';

/** Longest title, in UTF-16 units. */
export const MAX_TITLE_LENGTH = 120;

/** A statement on one line, shortened. */
export function titleStatement(text: string): string {
  return truncateText(text.replace(/\s+/g, ' ').trim(), MAX_TITLE_LENGTH);
}

/**
 * The title of a dated entry ("2009: Linux Kernel Contributions — Microsoft contributed …"): its own words up to the
 * first dash, colon or full stop, without the date at `date` and the words that lead in to it. Empty where the entry
 * has no words but its date.
 */
export function titleEntry(text: string, date: Span): string {
  const before = text
    .slice(Math.max(0, date.start - 4 * MAX_TITLE_LENGTH), date.start)
    .replace(/(?:^|\s)(?:in|on|by|since|from|until|as of|the|early in|late in)\s*$/i, ' ')
    .replace(/(?<![\s([:—–-])[\s([:—–-]+$/, '');
  const after = text.slice(date.end, date.end + 4 * MAX_TITLE_LENGTH).replace(/^[\s)\],.:;—–-]+/, '');
  if (/[\p{L}\p{N}]/u.test(before)) return titleStatement(cutLabel(before));
  return titleStatement(cutLabel(after));
}

function cutLabel(text: string): string {
  const label = /^(.{3,120}?)(?: [—–-] |\s?—\s?)/su.exec(text) ?? /^(.{3,80}?):\s/su.exec(text);
  const own = label?.[1] ?? text;
  return own.replace(/[.:;,]\s*$/, '');
}
