/** Line ends of every kind: CR, CRLF, form feed, vertical tab, and Unicode's next line, line and paragraph separators. */
const LINE_END = /\r\n?|[\f\v\u0085\u2028\u2029]/g;

/**
 * What a reader cannot see: controls, soft hyphens, zero-width and bidirectional marks, interlinear and object marks,
 * tag characters. The zero-width joiner has its own rule, since it holds emoji together.
 */
const INVISIBLE =
  /(?![\n\t])\p{Cc}|[\u00AD\u061C\u180E\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFC\u{E0000}-\u{E007F}]/gu;
const LOOSE_JOINER =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D|\u200D(?!\p{Extended_Pictographic})/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * The text as a reader sees it: line ends as `\n`, every space of Unicode as a plain one, nothing invisible. Tabs and
 * runs of spaces stay, and so do typographic quotes and dashes. Not yet NFC, which holds only for a whole text.
 */
export function cleanCharacters(text: string): string {
  return text
    .replace(LINE_END, '\n')
    .replace(LONE_SURROGATE, '\uFFFD')
    .replace(INVISIBLE, '')
    .replace(LOOSE_JOINER, '')
    .replace(/\p{Zs}/gu, ' ');
}

/** One line of plain text: white space of any kind and length as one space, none at the ends, NFC. */
export function cleanLine(text: string): string {
  return cleanCharacters(text).replace(/\s+/g, ' ').trim().normalize('NFC');
}

/** Code as it stands, without empty lines around it and without white space at the ends of its lines. NFC. */
export function cleanCode(text: string): string {
  const lines = cleanCharacters(text)
    .split('\n')
    .map((line) => line.trimEnd());
  const first = lines.findIndex((line) => line !== '');
  const last = lines.findLastIndex((line) => line !== '');
  return lines
    .slice(first, last + 1)
    .join('\n')
    .normalize('NFC');
}
