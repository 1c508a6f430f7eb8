import { FootnoteError } from '../errors.ts';
import { drawPng } from '../pictures/draw-png.ts';
import { drawSvg } from '../pictures/draw-svg.ts';
import { PICTURE_WIDTH } from '../pictures/theme.ts';
import { arrangeRows } from './arrange-rows.ts';
import { describeTimeline } from './describe-timeline.ts';
import { drawPicture } from './draw-picture.ts';
import { estimateHeight } from './estimate-height.ts';
import { selectEntries } from './select-entries.ts';
import { summarizeTimeline } from './summarize-timeline.ts';
import { DENSITIES } from './theme.ts';
import type { Timeline, TimelineEntry, TimelineOptions } from './timeline.ts';

const defaultOptions = {
  heading: 'Timeline',
  locale: 'en-GB',
  maxEntries: 40,
} as const satisfies Required<TimelineOptions>;

/** A picture is lower than this, in px. */
const HEIGHT_LIMIT = 4000;

/** So many entries are left out at a time where even the densest picture is too high. */
const FEWER_STEP = 4;

/** Up to so many entries the articles' titles are told too. */
const MAX_ENTRIES_WITH_SOURCES = 15;

/**
 * Draws milestones as a vertical timeline, oldest first, in the colours of Discord's dark theme. Given more than
 * `maxEntries`, it keeps the key ones, then dated ones spread over the time, then published ones, and says in the
 * picture what it left out. The same input gives the same picture.
 *
 * @throws RangeError without entries, or where `maxEntries` is no whole number from 1 to 40: mistakes of the caller.
 * @throws FootnoteError `internal` where a drawing library or a font cannot be loaded.
 */
export async function renderTimeline(
  entries: readonly TimelineEntry[],
  options: TimelineOptions = {},
): Promise<Timeline> {
  const { heading, locale, maxEntries } = { ...defaultOptions, ...options };
  if (entries.length === 0) throw new RangeError('A timeline needs at least one entry.');
  if (!Number.isInteger(maxEntries) || maxEntries < 1 || maxEntries > defaultOptions.maxEntries) {
    throw new RangeError(`maxEntries is ${maxEntries}; give a whole number from 1 to 40.`);
  }
  const { shown, svg, height } = await fitPicture(entries, heading, locale, maxEntries);
  const omitted = entries.length - shown.length;
  const { span } = summarizeTimeline(entries, shown);
  return {
    svg,
    png: await drawPng(svg),
    width: PICTURE_WIDTH,
    height,
    altText: describeTimeline(shown, omitted, span, locale),
    shown: shown.length,
    omitted,
  };
}

/** The roomiest picture that is low enough. */
async function fitPicture(
  entries: readonly TimelineEntry[],
  heading: string,
  locale: string,
  maxEntries: number,
): Promise<{ readonly shown: readonly TimelineEntry[]; readonly svg: string; readonly height: number }> {
  const shown = selectEntries(entries, maxEntries);
  const { summary, source, omission } = summarizeTimeline(entries, shown);
  const rows = arrangeRows(shown, locale, source);
  const densities = DENSITIES.filter(
    (density) =>
      (!density.showsSource || shown.length <= MAX_ENTRIES_WITH_SOURCES) &&
      estimateHeight(rows, density) < HEIGHT_LIMIT,
  );
  for (const density of densities) {
    const svg = await drawSvg(drawPicture({ heading, summary, source, omission, rows, density }));
    const height = Number(/^<svg [^>]*?\bheight="(\d+)"/.exec(svg)?.[1]);
    if (height < HEIGHT_LIMIT) return { shown, svg, height };
  }
  if (shown.length <= FEWER_STEP) {
    throw new FootnoteError('satori gives no size that a timeline can have.', { code: 'internal' });
  }
  return fitPicture(entries, heading, locale, shown.length - FEWER_STEP);
}
