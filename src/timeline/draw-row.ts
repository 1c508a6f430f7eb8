import { createBox, createText, type Element } from '../pictures/element.ts';
import { COLORS, LINE_HEIGHT } from '../pictures/theme.ts';
import type { Columns } from './arrange-columns.ts';
import type { Row } from './arrange-rows.ts';
import { drawAxis } from './draw-axis.ts';
import { measureRow, type RowMeasures } from './measure-row.ts';
import type { Density } from './theme.ts';

const FOOTNOTE_PX = 22;

export interface RowPlace {
  readonly columns: Columns;
  readonly density: Density;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** One entry: its date, its mark on the axis, its title and its footnote. Time passed is space above. */
export function drawRow(row: Row, { columns, density, isFirst, isLast }: RowPlace): Element {
  const measures = measureRow(row, density, isFirst);
  const { stretches, entry } = row;
  return createBox({ position: 'relative', width: '100%', minHeight: measures.minHeight }, [
    ...(measures.isBroken ? [drawSkippedYears(row.yearsBefore, measures, columns)] : []),
    drawLabel(row, measures, columns.label),
    drawAxis({ ...measures, stretches, isFirst, isLast, width: columns.axis }),
    drawTitle(row, measures, density, columns.title),
    ...(entry.footnote === undefined ? [] : [drawFootnote(entry.footnote, measures.dotY, columns.footnote)]),
  ]);
}

function drawSkippedYears(years: number, { spaceAbove, detailPx }: RowMeasures, columns: Columns): Element {
  const left = columns.label + columns.axis;
  return createBox({ position: 'absolute', top: 0, left, height: spaceAbove, alignItems: 'center' }, [
    createText(`${Math.round(years)} years later`, 1, { fontSize: detailPx, color: COLORS.muted }),
  ]);
}

function drawLabel({ year, detail }: Row, { yearPx, detailPx, dotY }: RowMeasures, width: number): Element {
  const lineHeight = LINE_HEIGHT;
  const lines: Element[] = [];
  if (year !== null) {
    lines.push(createText(year, 1, { fontSize: yearPx, fontWeight: 600, color: COLORS.heading, lineHeight }));
  }
  if (detail !== null) {
    const style = { fontSize: detailPx, color: COLORS.muted, lineHeight, textAlign: 'right' };
    lines.push(createText(detail, 2, style));
  }
  const firstLine = (year === null ? detailPx : yearPx) * lineHeight;
  const column = { flexDirection: 'column', alignItems: 'flex-end', width };
  return createBox({ ...column, paddingTop: dotY - firstLine / 2 }, lines);
}

function drawTitle(row: Row, measures: RowMeasures, density: Density, width: number): Element {
  const { fontPx, fontWeight, color } = measures.style;
  const text = { width, lineHeight: LINE_HEIGHT };
  const lines = [createText(row.title, density.maxLines, { ...text, fontSize: fontPx, fontWeight, color })];
  if (density.showsSource && row.source !== null) {
    lines.push(createText(row.source, 1, { ...text, fontSize: measures.sourcePx, color: COLORS.muted }));
  }
  const paddingTop = measures.dotY - (fontPx * LINE_HEIGHT) / 2;
  return createBox({ flexDirection: 'column', width, paddingTop }, lines);
}

function drawFootnote(footnote: number, dotY: number, width: number): Element {
  const paddingTop = dotY - (FOOTNOTE_PX * LINE_HEIGHT) / 2;
  return createBox({ justifyContent: 'flex-end', width, paddingTop }, [
    createText(`[${footnote}]`, 1, { fontSize: FOOTNOTE_PX, color: COLORS.muted, lineHeight: LINE_HEIGHT }),
  ]);
}
