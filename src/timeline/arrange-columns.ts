import { MARGIN, PICTURE_WIDTH } from '../pictures/theme.ts';
import type { Row } from './arrange-rows.ts';

/** Widths of the picture's columns, in px; a column that no row needs is narrow or 0. */
export interface Columns {
  readonly label: number;
  readonly axis: number;
  readonly title: number;
  readonly footnote: number;
}

/** Distance of two stretches that run side by side, in px. */
export const LANE_STEP_PX = 18;

/** The columns that the rows need; the title has what the others leave. */
export function arrangeColumns(rows: readonly Row[]): Columns {
  const label = rows.some(({ detail }) => detail !== null) ? 168 : 124;
  const lastLane = Math.max(0, ...rows.flatMap(({ stretches }) => stretches.map(({ lane }) => lane)));
  const axis = 82 + lastLane * LANE_STEP_PX;
  const footnote = rows.some(({ entry }) => entry.footnote !== undefined) ? 76 : 0;
  return { label, axis, title: PICTURE_WIDTH - 2 * MARGIN - label - axis - footnote, footnote };
}
