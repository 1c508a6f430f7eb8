import { truncateText } from '../text/truncate.ts';

/** No title is looked at further than this, in UTF-16 units; three lines of the picture hold less. */
const MAX_LENGTH = 300;

/** Of a longer text only so much is read, in UTF-16 units: whatever is stripped, cleaning takes bounded time. */
const MAX_READ = 4000;

/**
 * Untrusted text on one line, fit to be drawn and to be read aloud: without control characters, marks of text
 * direction and other invisible characters, lone surrogates, emoji (the fonts have none) and piled-up accents.
 */
export function cleanLine(text: string): string {
  const line = text
    .slice(0, MAX_READ)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}\p{Emoji_Presentation}\uFFFD]+/gu, '')
    .normalize('NFC')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
  return truncateText(line, MAX_LENGTH);
}
