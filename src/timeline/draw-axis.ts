import { createBox, type Element, type Style } from '../pictures/element.ts';
import { COLORS } from '../pictures/theme.ts';
import { LANE_STEP_PX } from './arrange-columns.ts';
import { KIND_STYLES, type KindStyle } from './theme.ts';
import type { StretchPart } from './trace-stretches.ts';

const LINE_PX = 4;
const BAR_PX = 12;

/** Middle of the line and of lane 0, in px from the left of the axis column. */
const AXIS_X = 38;

export interface AxisPart {
  readonly style: KindStyle;
  /** Where the entry's mark is, in px from the top of the row. */
  readonly dotY: number;
  /** Space above the entry that is time passed, in px. */
  readonly spaceAbove: number;
  readonly stretches: readonly StretchPart[];
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** True where the axis is broken above the entry. */
  readonly isBroken: boolean;
  /** Of the column, in px. */
  readonly width: number;
}

/** The axis beside one entry: the line, the stretches of ranges that run through it, and the entry's mark. */
export function drawAxis(part: AxisPart): Element {
  return createBox({ position: 'relative', width: part.width, alignSelf: 'stretch' }, [
    ...drawLine(part),
    ...part.stretches.map((stretch) => drawStretch(stretch, part.dotY)),
    drawDot(part.style, part.dotY),
  ]);
}

/** The mark of a kind, as in the legend. */
export function drawMark({ dotPx, dotColor, hollow }: KindStyle, position: Style): Element {
  const disc = { ...position, width: dotPx, height: dotPx, borderRadius: '50%', backgroundColor: dotColor };
  if (!hollow) return createBox(disc);
  const hole = {
    width: dotPx - 8,
    height: dotPx - 8,
    borderRadius: '50%',
    backgroundColor: COLORS.background,
  };
  return createBox({ ...disc, alignItems: 'center', justifyContent: 'center' }, [createBox(hole)]);
}

function drawLine({ dotY, spaceAbove, isFirst, isLast, isBroken }: AxisPart): readonly Element[] {
  const line = {
    position: 'absolute',
    left: AXIS_X - LINE_PX / 2,
    width: LINE_PX,
    backgroundColor: COLORS.line,
  };
  const top = isFirst ? dotY : isBroken ? spaceAbove : 0;
  const pieces = [createBox(isLast ? { ...line, top, height: dotY - top } : { ...line, top, bottom: 0 })];
  if (!isBroken) return pieces;
  const dotCount = Math.max(2, Math.floor(spaceAbove / 14));
  const step = spaceAbove / dotCount;
  return [
    ...pieces,
    ...Array.from({ length: dotCount }, (_, index) =>
      createBox({ ...line, top: step * (index + 0.5) - 3, height: 6, borderRadius: 2 }),
    ),
  ];
}

function drawStretch({ lane, kind, starts, ends }: StretchPart, dotY: number): Element {
  const top = starts ? BAR_PX / 2 : 0;
  const bottom = ends ? BAR_PX / 2 : 0;
  return createBox({
    position: 'absolute',
    left: AXIS_X - BAR_PX / 2 + lane * LANE_STEP_PX,
    width: BAR_PX,
    top: starts ? dotY - BAR_PX / 2 : 0,
    bottom: 0,
    backgroundColor: KIND_STYLES[kind].barColor,
    ...{ borderTopLeftRadius: top, borderTopRightRadius: top },
    ...{ borderBottomLeftRadius: bottom, borderBottomRightRadius: bottom },
  });
}

function drawDot(style: KindStyle, dotY: number): Element {
  const { dotPx } = style;
  return drawMark(style, { position: 'absolute', left: AXIS_X - dotPx / 2, top: dotY - dotPx / 2 });
}
