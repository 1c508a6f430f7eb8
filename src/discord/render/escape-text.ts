import { cleanText } from './clean-text.ts';

/**
 * What begins emphasis, code, spoilers, links, mentions, timestamps and emoji, wherever it stands. The colon ends `https:` before
 * it becomes a link and `:name:` before it becomes an emoji.
 */
const INLINE = /[\\*_~|`<[\]@:]/g;
/** Headings, small print, block quotes and list markers, which count at the start of a line only. */
const LINE_START = /^([^\S\n]*)(?:(#{1,3}|-#|>|[-+])|(\d+)([.)]))/gm;
/** Behind a masked link of our own, an escaped `]` before `(` could be taken as the end of that link's label. */
const LINK_MIDDLE = '\\](';
/** An invitation is recognised without `https://`, too. */
const INVITATION = /\b(discord(?:app)?)\.(?=\w)/gi;

/**
 * Text of others as Discord's Markdown: shown letter by letter, with none of it taken as a mark. A backslash before a
 * character that is no letter, digit or space is not shown, and the character stands for itself.
 */
export function escapeText(text: string): string {
  return cleanText(text)
    .replace(INLINE, '\\$&')
    .replaceAll(LINK_MIDDLE, '\\]\\(')
    .replace(
      LINE_START,
      (_, indent: string, mark: string | undefined, digits: string | undefined, stop: string | undefined) =>
        mark === undefined ? `${indent}${digits ?? ''}\\${stop ?? ''}` : `${indent}\\${mark}`,
    )
    .replace(INVITATION, '$1\\.');
}
