const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.?';
const WEEKDAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?,?\\s+)?';
const ORDINAL = '(\\d{1,2})(?:st|nd|rd|th)?';
/** A time of day; its offset, where there is one, can move the date. */
const TIME =
  '(?:[T\\s,]+(?:at\\s+)?(\\d{1,2}):(\\d{2})(?::\\d{2}(?:[.,]\\d+)?)?\\s*(am|pm)?\\s*(z|utc|gmt|[+-]\\d{2}:?\\d{2})?(?:\\s.*)?)?';

const PATTERNS: readonly (readonly [pattern: RegExp, order: string])[] = [
  [new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${TIME}$`, 'i'), 'ymd'],
  [new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})${TIME}$`, 'i'), 'dmy'],
  [new RegExp(`^${WEEKDAY}${MONTH}\\s+${ORDINAL},?\\s+(\\d{4})${TIME}$`, 'i'), 'mdy'],
  [new RegExp(`^${WEEKDAY}${ORDINAL}(?:\\s+of)?[\\s-]+${MONTH},?[\\s-]+(\\d{4})${TIME}$`, 'i'), 'dmy'],
  [/^(\d{4})-(\d{1,2})$/, 'ym'],
  [new RegExp(`^${MONTH},?\\s+(\\d{4})$`, 'i'), 'my'],
  [/^(\d{4})$/, 'y'],
];

/** Longest text that is looked at, in characters. */
const MAX_LENGTH = 60;

/**
 * A date as articles write it → `YYYY`, `YYYY-MM` or `YYYY-MM-DD` in UTC, as precise as it was given: ISO 8601 and its
 * looser forms, RFC 2822, `22 August 2025`, `August 22, 2025`, `22.08.2025`. Null for anything else, for days that the
 * calendar lacks, and for `03/04/2025`, which people read in two ways.
 */
export function normalizeDate(value: string): string | null {
  const text = value.trim();
  if (text.length > MAX_LENGTH) return null;
  for (const [pattern, order] of PATTERNS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const part = (letter: string): string => match[order.indexOf(letter) + 1] ?? '';
    const year = Number(part('y'));
    if (year === 0) return null;
    if (order === 'y') return formatDate(year);
    const month = readMonth(part('m'));
    if (month < 1 || month > 12) return null;
    return order.includes('d')
      ? shiftToUtc(year, month, Number(part('d')), match.slice(4))
      : formatDate(year, month);
  }
  return null;
}

function readMonth(text: string): number {
  return /^\d/.test(text) ? Number(text) : MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1;
}

function shiftToUtc(
  year: number,
  month: number,
  day: number,
  time: readonly (string | undefined)[],
): string | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const [hours, minutes, half, offset] = time;
  if (hours !== undefined && offset !== undefined && /^[+-]/.test(offset)) {
    const sign = offset.startsWith('-') ? -1 : 1;
    const shift = sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2)));
    const hour =
      half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
    date.setUTCMinutes(hour * 60 + Number(minutes) - shift);
  }
  return formatDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

function formatDate(year: number, month?: number, day?: number): string {
  const parts = [String(year).padStart(4, '0')];
  for (const part of [month, day]) if (part !== undefined) parts.push(String(part).padStart(2, '0'));
  return parts.join('-');
}
