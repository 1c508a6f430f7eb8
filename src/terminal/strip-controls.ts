import { stripVTControlCharacters } from 'node:util';

/** Marks that turn the direction of the text around them: they can make a line read as another one. */
const DIRECTION_MARKS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const CONTROLS_BUT_TAB_AND_BREAK = /(?![\t\n])\p{Cc}/gu;

/**
 * Text of an article or a person that is safe to write to a terminal: escape sequences, all other control characters
 * but tab and line break, and marks of text direction are taken out.
 */
export function stripControls(text: string): string {
  const broken = text.replace(/\r\n?|[\u2028\u2029]/g, '\n');
  return stripVTControlCharacters(broken)
    .replace(CONTROLS_BUT_TAB_AND_BREAK, '')
    .replace(DIRECTION_MARKS, '');
}

/** The same on one line: every run of blanks becomes a space. */
export function stripToLine(text: string): string {
  return stripControls(text).replace(/\s+/g, ' ').trim();
}
