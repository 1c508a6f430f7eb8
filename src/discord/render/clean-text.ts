import { MAX_COMBINING_MARKS } from '../limits.ts';

/** Controls without the tab and the line feed, marks that reorder what stands around them, and characters of no width. */
const UNSEEN =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g;
const LINE_BREAK = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
const LONE_SURROGATE = /\p{Cs}/gu;
const MARKS = new RegExp(`(\\p{M}{${MAX_COMBINING_MARKS.toString()}})\\p{M}+`, 'gu');

/**
 * The text as a reader sees it: line breaks as `\n`; no control characters, no bidirectional controls (they would
 * reorder our own words around the text), no characters without width, no half surrogate pairs, no piled-up accents.
 */
export function cleanText(text: string): string {
  return text
    .replace(LINE_BREAK, '\n')
    .replace(UNSEEN, '')
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(MARKS, '$1');
}

/** The cleaned text on one line, without white space at its ends. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}
