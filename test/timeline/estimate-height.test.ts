import { describe, expect, it } from 'vitest';
import { arrangeRows } from '../../src/timeline/arrange-rows.ts';
import { drawPicture } from '../../src/timeline/draw-picture.ts';
import { drawSvg } from '../../src/pictures/draw-svg.ts';
import { estimateHeight } from '../../src/timeline/estimate-height.ts';
import { DENSITIES } from '../../src/timeline/theme.ts';
import { createEntry } from './create-entry.ts';

const WORDS =
  'The keeper of the lighthouse announces that new lamps, made in Łódź, shine 20 miles further'.split(' ');

describe('estimateHeight', () => {
  it.each(DENSITIES.map((density) => [density]))('is close to what is drawn with %o', async (density) => {
    const entries = Array.from({ length: 16 }, (_, index) =>
      createEntry(String(1980 + 2 * index), {
        title: [...WORDS, ...WORDS].slice(index % 7, (index % 7) + 2 + index).join(' '),
        kind: index % 3 === 0 ? 'key' : 'dated',
        sourceTitle: `Article ${index}`,
      }),
    );
    const rows = arrangeRows(entries, 'en-GB', null);
    const svg = await drawSvg(
      drawPicture({
        heading: 'Timeline',
        summary: '16 milestones',
        source: null,
        omission: null,
        rows,
        density,
      }),
    );
    const drawn = Number(/height="(\d+)"/.exec(svg)?.[1]);
    expect(estimateHeight(rows, density) / drawn).toBeGreaterThan(0.95);
    expect(estimateHeight(rows, density) / drawn).toBeLessThan(1.12);
  });
});
