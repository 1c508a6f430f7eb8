const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The text cut to at most `maxLength` UTF-16 units, the ellipsis included; never inside a surrogate pair or a
 * combined character, and after a word where one ends in the last third.
 */
export function truncateText(text: string, maxLength: number, ellipsis = '…'): string {
  if (text.length <= maxLength) return text;
  const room = maxLength - ellipsis.length;
  if (room <= 0) return ellipsis.slice(0, Math.max(0, maxLength));
  let end = 0;
  for (const { segment, index } of segmenter.segment(text.slice(0, room + 64))) {
    if (index + segment.length > room) break;
    end = index + segment.length;
  }
  const cut = text.slice(0, end);
  const lastSpace = cut.search(/\s\S*$/);
  const atWord = lastSpace > (room * 2) / 3 && !/\s/.test(text[end] ?? ' ') ? cut.slice(0, lastSpace) : cut;
  return atWord.trimEnd() + ellipsis;
}
