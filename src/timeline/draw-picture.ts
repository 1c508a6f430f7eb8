import { createFrame } from '../pictures/create-frame.ts';
import { createBox, createText, type Element } from '../pictures/element.ts';
import { COLORS, LINE_HEIGHT, MARGIN, PICTURE_WIDTH } from '../pictures/theme.ts';
import { arrangeColumns } from './arrange-columns.ts';
import type { Row } from './arrange-rows.ts';
import { cleanLine } from './clean-line.ts';
import { drawMark } from './draw-axis.ts';
import { drawRow } from './draw-row.ts';
import { KIND_STYLES, type Density } from './theme.ts';

export interface Picture {
  readonly heading: string;
  /** What the picture covers: "12 milestones from 2009 to 2025". */
  readonly summary: string;
  /** Title of the article that all entries come from; null where there are several. */
  readonly source: string | null;
  /** What was left out, in words; null where nothing was. */
  readonly omission: string | null;
  readonly rows: readonly Row[];
  readonly density: Density;
}

const LEGEND = { key: 'key milestone', dated: 'dated', published: 'article published' } as const;

/** The whole picture: heading, entries from the oldest down, legend, and what was left out. */
export function drawPicture({ heading, summary, source, omission, rows, density }: Picture): Element {
  const width = PICTURE_WIDTH - 2 * MARGIN;
  const small = { width, fontSize: 24, color: COLORS.muted, lineHeight: LINE_HEIGHT };
  const columns = arrangeColumns(rows);
  return createFrame([
    createText(cleanLine(heading) || 'Timeline', 2, {
      ...{ width, fontSize: 42, fontWeight: 600, color: COLORS.heading, lineHeight: 1.2 },
    }),
    createText(summary, 1, { ...small, marginTop: 4 }),
    ...(source === null ? [] : [createText(`From “${source}”`, 2, small)]),
    createBox({ height: 32 }),
    ...rows.map((row, index) =>
      drawRow(row, { columns, density, isFirst: index === 0, isLast: index === rows.length - 1 }),
    ),
    drawFooter(rows, omission, width),
  ]);
}

function drawFooter(rows: readonly Row[], omission: string | null, width: number): Element {
  const kinds = (['key', 'dated', 'published'] as const).filter((kind) =>
    rows.some(({ entry }) => entry.kind === kind),
  );
  const small = { fontSize: 22, color: COLORS.muted, lineHeight: LINE_HEIGHT };
  const legend = kinds.map((kind) =>
    createBox({ alignItems: 'center', marginRight: 36 }, [
      drawMark(KIND_STYLES[kind], { marginRight: 12 }),
      createText(LEGEND[kind], 1, small),
    ]),
  );
  return createBox(
    {
      flexDirection: 'column',
      width,
      marginTop: 32,
      paddingTop: 20,
      borderTop: `2px solid ${COLORS.line}`,
    },
    [
      ...(omission === null
        ? []
        : [createText(omission, 2, { ...small, width, color: COLORS.text, marginBottom: 12 })]),
      createBox({}, legend),
    ],
  );
}
