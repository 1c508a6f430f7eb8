import type { Span } from '../text/split-sentences.ts';

/** Ends a longer word, number, file name, version or address. A hyphen does, but for that of "mid-2023". */
const JOINED_BEFORE =
  /(?:[\p{L}\p{N}_/.\\@#$€£%=&+^]|[\p{L}\p{N}]:|\d,|(?<!\b(?:[Mm]id|[Ee]arly|[Ll]ate))-)$/u;
const JOINED_AFTER = /^(?:[\p{L}\p{N}_/\\@%=]|[.,:]\d|\.\p{L}|-[\p{L}\p{N}])/u;

/** True where the span is no part of a longer word, number, file name, version or address of the text. */
export function standsAlone(text: string, { start, end }: Span): boolean {
  return (
    !JOINED_BEFORE.test(text.slice(Math.max(0, start - 6), start)) &&
    !JOINED_AFTER.test(text.slice(end, end + 2))
  );
}
