import { LINE_HEIGHT } from '../pictures/theme.ts';
import { arrangeColumns } from './arrange-columns.ts';
import type { Row } from './arrange-rows.ts';
import { measureRow } from './measure-row.ts';
import type { Density } from './theme.ts';

/** Heading, summary, what was left out and legend with the space around them, in px. */
const FRAME_PX = 360;

/**
 * About how high the picture gets, in px, without drawing it; a little more rather than less. Spares drawing pictures
 * that are too high.
 */
export function estimateHeight(rows: readonly Row[], density: Density): number {
  const columns = arrangeColumns(rows);
  return rows.reduce((height, row, index) => {
    const { style, yearPx, detailPx, sourcePx, spaceAbove, minHeight } = measureRow(
      row,
      density,
      index === 0,
    );
    const lines = countLines(row.title, columns.title / style.fontPx, density.maxLines);
    const source = density.showsSource && row.source !== null ? sourcePx : 0;
    const label = (row.year === null ? 0 : yearPx) + (row.detail === null ? 0 : detailPx);
    const text = Math.max(lines * style.fontPx + source, label) * LINE_HEIGHT;
    return height + Math.max(spaceAbove + text, minHeight);
  }, FRAME_PX);
}

/** Lines of a wrapped text; `lineEms` is the room of one in multiples of the font size. */
function countLines(text: string, lineEms: number, maxLines: number): number {
  let lines = 1;
  let used = 0;
  for (const word of text.split(' ')) {
    const width = measureWord(word);
    if (used > 0 && used + width > lineEms) {
      lines += 1;
      used = 0;
    }
    lines += Math.floor(width / lineEms);
    used += (width % lineEms) + 0.28;
  }
  return Math.min(lines, maxLines);
}

/** Width in multiples of the font size; average widths of Inter's letters. */
function measureWord(word: string): number {
  let width = 0;
  for (const letter of word) {
    width += /[ijlIft.,:;'’|()[\]]/.test(letter) ? 0.32 : /[mwMW\p{Lu}]/u.test(letter) ? 0.76 : 0.6;
  }
  return width;
}
