import { stripToLine } from './strip-controls.ts';

/** Headings that begin so are neither a name for their content nor, without a question mark, a question. */
const NO_NAME =
  /^(?:how|what|when|where|which|who|whom|whose|why|about|abstract|introduction|summary|conclusions?)\b/i;
const MAX_WORDS = 8;

/**
 * A question that a title or heading answers: itself where it is one, else one about what it names. Null where it
 * would not read well, or says nothing.
 */
export function deriveQuestion(heading: string): string | null {
  const line = stripToLine(heading);
  if (line.endsWith('?')) return line;
  // "Part One: Red Hat" names Red Hat.
  const name = line
    .replace(/^(?:part|chapter|section|episode|step)\s+\S+:\s+/i, '')
    .replace(/^[\d.]+\s+/, '')
    .replace(/(?<![.:!])[.:!]+$/, '');
  const words = name.split(' ').length;
  if (!/\p{L}{2}/u.test(name) || NO_NAME.test(name) || words > MAX_WORDS) return null;
  return `What do the articles say about ${name}?`;
}
