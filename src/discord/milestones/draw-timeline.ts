import type { MilestoneEntry, MilestoneQuery } from '../../answers/milestone-desk.ts';
import { drawInThread } from '../../timeline/draw-in-thread.ts';
import { selectEntries } from '../../timeline/select-entries.ts';
import type { TimelineEntry } from '../../timeline/timeline.ts';
import { MAX_TIMELINE_ENTRIES } from '../limits.ts';
import { numberSources } from '../render/number-sources.ts';
import type { MilestoneSetting } from '../render/render-milestones.ts';
import { renderTimelineReply, type TimelineReply } from '../render/render-timeline-reply.ts';

/** Draws milestones as a message with a picture. Those that it shows have the number of their article in it. */
export async function drawTimeline(
  entries: readonly MilestoneEntry[],
  query: MilestoneQuery,
  setting: MilestoneSetting,
): Promise<TimelineReply> {
  const drafts = entries.map((entry, index) => ({ ...createTimelineEntry(entry), index }));
  const chosen = selectEntries(drafts, MAX_TIMELINE_ENTRIES);
  const { sources, numbers } = numberSources(
    chosen.flatMap(({ index }) => entries[index] ?? []),
    'article',
  );
  const footnotes = new Map(chosen.map(({ index }, position) => [index, numbers[position]]));
  const picture = await drawInThread(
    drafts.map(({ index, ...draft }) => {
      const footnote = footnotes.get(index);
      return footnote === undefined ? draft : { ...draft, footnote };
    }),
    {
      heading: query.topic === undefined ? 'Timeline' : `Timeline: ${query.topic}`,
      locale: setting.locale,
      maxEntries: MAX_TIMELINE_ENTRIES,
    },
  );
  return renderTimelineReply(picture, sources, query, setting);
}

function createTimelineEntry({ milestone, article }: MilestoneEntry): TimelineEntry {
  const { date, dateEnd, precision, circa, kind, title } = milestone;
  return { date, dateEnd, precision, circa, kind, title, sourceTitle: article.title };
}
