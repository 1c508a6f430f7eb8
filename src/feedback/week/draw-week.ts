import { createFrame } from '../../pictures/create-frame.ts';
import { createBox, createText, type Element } from '../../pictures/element.ts';
import { COLORS, LINE_HEIGHT, MARGIN, PICTURE_WIDTH } from '../../pictures/theme.ts';
import type { DayCounts } from '../gap-report.ts';
import { nameDay } from './describe-week.ts';
import type { Week } from './week-picture.ts';

/** From the foot of a bar up. Told apart by lightness, too, for those who see no red or green. */
const PARTS = [
  { key: 'answered', label: 'answered', color: '#2f8a57', text: '#ffffff' },
  { key: 'refused', label: 'not in the articles', color: '#f0b232', text: '#1e1f22' },
  { key: 'unhelpful', label: 'marked unhelpful', color: '#f7a8a9', text: '#1e1f22' },
] as const;

const BARS_HEIGHT = 320;
const BAR_WIDTH = 96;
const NUMBER_PX = 24;
/** A part of a bar that is lower than its number shows none. */
const LEAST_NUMBERED_PX = 30;
/** Of a part with a single question beside hundreds: it is seen. */
const LEAST_PART_PX = 4;

/** A bar for each day, in the parts of what became of its questions. */
export function drawWeek(week: Week): Element {
  const width = PICTURE_WIDTH - 2 * MARGIN;
  const highest = Math.max(1, ...week.map(countAll));
  const total = week.reduce((sum, day) => sum + countAll(day), 0);
  const small = { fontSize: NUMBER_PX, color: COLORS.muted, lineHeight: LINE_HEIGHT };
  return createFrame([
    createText('Questions of the last seven days', 1, {
      ...{ width, fontSize: 42, fontWeight: 600, color: COLORS.heading, lineHeight: 1.2 },
    }),
    createText(`${total === 1 ? '1 question' : `${total} questions`}; days in UTC`, 1, {
      ...{ ...small, width, marginTop: 4 },
    }),
    createBox(
      { width, marginTop: 28, justifyContent: 'space-between', alignItems: 'flex-end' },
      week.map((day) => drawDay(day, highest)),
    ),
    createBox(
      { width, marginTop: 24, paddingTop: 20, borderTop: `2px solid ${COLORS.line}` },
      PARTS.map(({ label, color }) =>
        createBox({ alignItems: 'center', marginRight: 36 }, [
          createBox({ width: 22, height: 22, borderRadius: 4, backgroundColor: color, marginRight: 12 }),
          createText(label, 1, small),
        ]),
      ),
    ),
  ]);
}

function drawDay(day: DayCounts, highest: number): Element {
  const total = countAll(day);
  const parts = PARTS.filter(({ key }) => day[key] > 0).reverse();
  const label = { fontSize: NUMBER_PX, lineHeight: LINE_HEIGHT };
  return createBox({ flexDirection: 'column', alignItems: 'center', width: BAR_WIDTH + 40 }, [
    createText(total === 0 ? '–' : total.toString(), 1, { ...label, fontWeight: 600, color: COLORS.heading }),
    createBox(
      { flexDirection: 'column', width: BAR_WIDTH, marginTop: 6, borderRadius: 6, overflow: 'hidden' },
      parts.map(({ key, color, text }) =>
        drawPart(day[key], (BARS_HEIGHT * day[key]) / highest, color, text),
      ),
    ),
    createText(nameDay(day.date), 1, { ...label, color: COLORS.muted, marginTop: 10 }),
  ]);
}

function drawPart(count: number, height: number, backgroundColor: string, color: string): Element {
  const style = { height: Math.max(LEAST_PART_PX, Math.round(height)), width: BAR_WIDTH, backgroundColor };
  const number = createText(count.toString(), 1, { fontSize: NUMBER_PX, color, lineHeight: 1 });
  return createBox(
    { ...style, alignItems: 'center', justifyContent: 'center' },
    height < LEAST_NUMBERED_PX ? [] : [number],
  );
}

function countAll({ answered, refused, unhelpful }: DayCounts): number {
  return answered + refused + unhelpful;
}
