import { describe, expect, it } from 'vitest';
import { renderTimeline } from '../../src/timeline/render-timeline.ts';
import type { TimelineEntry } from '../../src/timeline/timeline.ts';
import { createEntry } from './create-entry.ts';
import { readOutlines, type Outline } from './read-outlines.ts';

const SIDE = 40;
const WIDTH = 1100;

/** Width and height in the header of a PNG. */
function readPngSize(png: Uint8Array): readonly [number, number] {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

/** Outlines of the entries' titles: what starts right of the axis and in the colour of a kind. */
function findTitles(outlines: readonly Outline[], fill: string): readonly Outline[] {
  return outlines.filter((outline) => outline.fill === fill && outline.left > 200 && outline.top > 120);
}

describe('renderTimeline', () => {
  it('draws outlines only, so that no font of the machine matters', async () => {
    const { svg, png, width, height, shown, omitted } = await renderTimeline([
      createEntry('2009', { title: 'Łódź — “naïve” → ≥ 5', kind: 'key', footnote: 1 }),
      createEntry('2015'),
    ]);
    expect([width, shown, omitted]).toEqual([WIDTH, 2, 0]);
    expect(readPngSize(png)).toEqual([width, height]);
    expect(svg.startsWith(`<svg width="${width}" height="${height}"`)).toBe(true);
    expect(svg).not.toMatch(/<text|font-family|<image|href/);
  });

  it('gives the same picture for the same entries, in any order and at the same time', async () => {
    const entries = ['2009', '2015-03', '2018', '2025-08-22'].map((date) => createEntry(date));
    const [first, second, other] = await Promise.all([
      renderTimeline(entries),
      renderTimeline(entries.toReversed()),
      renderTimeline(entries.slice(1)),
    ]);
    expect(second.svg).toBe(first.svg);
    expect(Buffer.from(second.png).equals(Buffer.from(first.png))).toBe(true);
    expect(other.svg).not.toBe(first.svg);
  });

  it('draws key milestones larger than dated ones, and published ones least', async () => {
    const heightOf = async (kind: TimelineEntry['kind'], fill: string) => {
      const { svg } = await renderTimeline([createEntry('2009', { kind, title: 'H', sourceTitle: '' })]);
      const [title] = findTitles(readOutlines(svg), fill);
      return title === undefined ? 0 : title.bottom - title.top;
    };
    const key = await heightOf('key', '#f2f3f5');
    const dated = await heightOf('dated', '#dbdee1');
    const published = await heightOf('published', '#a3a9b1');
    expect(key).toBeGreaterThan(dated);
    expect(dated).toBeGreaterThan(published);
    expect(published).toBeGreaterThan(10);
  });

  it.each([
    ['200 letters in words', 'A title that goes on and on, '.repeat(8).slice(0, 200)],
    ['a word of 100 letters', 'Abcdefghij'.repeat(10)],
    ['200 of the widest letters', 'W'.repeat(200)],
    ['50,000 letters', 'more '.repeat(10_000)],
    ['letters that the fonts lack', '中文 日本語 한국 עברית العربية हिन्दी '.repeat(6)],
    ['markup', '</svg><script>alert(1)</script><b style="color:red">{x}</b>'.repeat(3)],
  ])('keeps a title of %s within three lines and the width', async (_, title) => {
    const { svg } = await renderTimeline(
      [
        createEntry('2009', { title, kind: 'key', footnote: 123, sourceTitle: title, dateEnd: '2011' }),
        createEntry('2015', { title, footnote: 124 }),
      ],
      { heading: title },
    );
    const outlines = readOutlines(svg);
    expect(Math.min(...outlines.map(({ left }) => left))).toBeGreaterThanOrEqual(SIDE);
    expect(Math.max(...outlines.map(({ right }) => right))).toBeLessThanOrEqual(WIDTH - SIDE);
    const [key] = findTitles(outlines, '#f2f3f5');
    const [dated] = findTitles(outlines, '#dbdee1');
    expect(key?.right).toBeLessThanOrEqual(WIDTH - SIDE - 76);
    expect((key?.bottom ?? 999) - (key?.top ?? 0)).toBeLessThanOrEqual(3 * 34 * 1.28);
    expect((dated?.bottom ?? 999) - (dated?.top ?? 0)).toBeLessThanOrEqual(3 * 28 * 1.28);
    expect(svg).not.toMatch(/script|color:red/);
  });

  it('writes no day and no month beside a year', async () => {
    const countLabels = async (date: string) => {
      const { svg } = await renderTimeline([createEntry(date)]);
      return readOutlines(svg).filter(({ right, top }) => right < 210 && top > 120 && top < 250).length;
    };
    expect(await countLabels('2009')).toBe(1);
    expect(await countLabels('2009-01-01')).toBe(2);
  });

  it('leaves more room where more time has passed', async () => {
    const heightOf = async (...dates: string[]) =>
      (await renderTimeline(dates.map((date) => createEntry(date)))).height;
    const oneMonth = await heightOf('2009', '2009');
    const oneYear = await heightOf('2009', '2010');
    const fourYears = await heightOf('2009', '2013');
    expect(oneYear).toBeGreaterThan(oneMonth);
    expect(fourYears).toBeGreaterThan(oneYear);
  });

  it.each([
    ['in long ranges', 30, 20],
    ['far apart', 40, 0],
  ])('stays under 4,000 px, however long the titles, with entries %s', async (_, least, rangeYears) => {
    const entries = Array.from({ length: 55 }, (_entry, index) => {
      const year = 1600 + 7 * index;
      return createEntry(`${year}-0${1 + (index % 9)}-11`, {
        dateEnd: rangeYears === 0 ? null : `${year + rangeYears}-12-30`,
        kind: index < 38 ? 'key' : index < 45 ? 'dated' : 'published',
        title: 'A title that goes on and on, '.repeat(8).slice(0, 200),
        sourceTitle: `Article ${index}`,
        footnote: index + 1,
      });
    });
    const { height, png, shown, omitted, altText } = await renderTimeline(entries);
    expect(height).toBeLessThan(4000);
    expect(readPngSize(png)[1]).toBe(height);
    expect(shown).toBeGreaterThanOrEqual(least);
    expect(shown).toBeLessThanOrEqual(40);
    expect(omitted).toBe(55 - shown);
    expect(altText).toMatch(/^Timeline of 55 milestones from 1600 to \d{4}: .*; and \d+ more\.$/);
    expect(altText.length).toBeLessThanOrEqual(1024);
  });

  it('refuses an empty list and a number of entries that it cannot draw', async () => {
    await expect(renderTimeline([])).rejects.toThrow(RangeError);
    for (const maxEntries of [0, 41, 1.5, Number.NaN]) {
      await expect(renderTimeline([createEntry('2009')], { maxEntries })).rejects.toThrow(RangeError);
    }
  });
});
