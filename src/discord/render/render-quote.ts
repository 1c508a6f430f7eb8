import { splitSentences } from '../../text/split-sentences.ts';
import { truncateText } from '../../text/truncate.ts';
import { cleanText } from './clean-text.ts';
import { escapeText } from './escape-text.ts';

/** Shows that the rest of a quote is missing. */
const CUT = ' …';
/** A no-break space keeps an empty line in the quote; a plain one may be trimmed. */
const EMPTY_LINE = '\u00a0';

/**
 * Text of others as a block quote, escaped. Every line gets its own mark, so that nothing stands outside the quote.
 * `marker` is our own Markdown and ends the last line.
 */
export function renderBlockQuote(text: string, marker: string): string {
  const lines = escapeText(cleanText(text).trim()).split('\n');
  return `${lines.map((line) => `> ${line.trim() === '' ? EMPTY_LINE : line}`).join('\n')} ${marker}`;
}

/**
 * The first part of a quote, at most `maxLength` long with its " …": whole sentences where that keeps a third of the
 * room, else up to a word's end.
 */
export function cutQuote(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  // What follows cannot fit, and a text of any length would take its time.
  const sentences = splitSentences(text.slice(0, maxLength + 1)).slice(0, -1);
  const last = sentences.findLast(({ end }) => end + CUT.length <= maxLength);
  if (last !== undefined && last.end > maxLength / 3) return text.slice(0, last.end) + CUT;
  return truncateText(text, maxLength, CUT);
}
