import { LINE_HEIGHT } from '../pictures/theme.ts';
import type { Row } from './arrange-rows.ts';
import { KIND_STYLES, type Density, type KindStyle } from './theme.ts';

/** From this many years without an entry on, the axis is broken and the years are told. */
const BROKEN_AXIS_YEARS = 5;

/** Where the parts of a row are; all in px, from its top. */
export interface RowMeasures {
  /** The style of its kind, scaled. */
  readonly style: KindStyle;
  readonly yearPx: number;
  readonly detailPx: number;
  readonly sourcePx: number;
  /** Time passed. */
  readonly spaceAbove: number;
  /** True where that is too much to be drawn in proportion. */
  readonly isBroken: boolean;
  /** Middle of the entry's mark and of the first lines beside it. */
  readonly dotY: number;
  readonly minHeight: number;
}

/** The measures of a row, all but the height of its wrapped texts. */
export function measureRow(row: Row, { spacing, scale }: Density, isFirst: boolean): RowMeasures {
  const kindStyle = KIND_STYLES[row.entry.kind];
  const style = {
    ...kindStyle,
    fontPx: kindStyle.fontPx * scale,
    dotPx: 2 * Math.round((kindStyle.dotPx * scale) / 2),
  };
  const yearPx = 32 * scale;
  const isBroken = row.yearsBefore >= BROKEN_AXIS_YEARS;
  const spaceAbove = isFirst ? 0 : measureSpace(row, spacing, isBroken);
  const yearLine = row.year === null ? 0 : yearPx * LINE_HEIGHT;
  const dotY = spaceAbove + Math.max(style.fontPx * LINE_HEIGHT, yearLine, style.dotPx) / 2;
  const isShortStretch = row.stretches.some(({ starts, ends }) => starts && ends);
  return {
    ...{ style, yearPx, detailPx: 24 * scale, sourcePx: 22 * scale, spaceAbove, isBroken, dotY },
    minHeight: dotY + (isShortStretch ? 40 : style.dotPx / 2) * scale,
  };
}

/** Grows with the logarithm of the time passed; little within a cluster. */
function measureSpace({ yearsBefore, inCluster, year }: Row, spacing: number, isBroken: boolean): number {
  if (isBroken) return Math.round(20 + 60 * spacing);
  const least = inCluster ? 12 : year === null ? 18 : 32;
  return Math.round(spacing * (least + 18 * Math.log2(1 + yearsBefore)));
}
