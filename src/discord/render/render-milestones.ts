import type { MilestoneEntry, MilestoneQuery } from '../../answers/milestone-desk.ts';
import { renderDate } from '../../milestones/render-date.ts';
import { MAX_EMBED_DESCRIPTION_LENGTH, MILESTONES_PER_PAGE } from '../limits.ts';
import { nameMilestone } from '../milestones/milestone-choices.ts';
import { hashQuery, writeQueryLines } from '../milestones/query-lines.ts';
import { cleanLine } from './clean-text.ts';
import { escapeText } from './escape-text.ts';
import { fitText } from './fit-text.ts';
import { createButton, createRows, type MessageBody } from './message-body.ts';
import { numberSources, renderSourceList } from './number-sources.ts';
import { createClosingButtons, type ReplySetting } from './reply-setting.ts';

/** For whom and where milestones are rendered; `locale` is the asker's, and decides how dates are written. */
export type MilestoneSetting = Pick<ReplySetting, 'askerId' | 'audience' | 'note'> & {
  readonly locale: string;
};

/** A calm green for the bar beside milestones. */
export const MILESTONE_COLOUR = 0x3d8b6d;
/** A longer text is cut, and the cut is shown; `/milestone` has it in its passage. */
const MAX_SHOWN_TEXT = 400;
const MAX_FOOTNOTES_LENGTH = 1900;

/**
 * One page of milestones, from 0, in the order given; a page that is not there (any more) gives the nearest. The
 * search stands in the footer, from where the buttons read it again. There must be one milestone at least.
 */
export function renderMilestonesPage(
  entries: readonly MilestoneEntry[],
  query: MilestoneQuery,
  page: number,
  setting: MilestoneSetting,
): MessageBody {
  const pageCount = Math.max(1, Math.ceil(entries.length / MILESTONES_PER_PAGE));
  const shown = Math.min(Math.max(0, page), pageCount - 1);
  const first = shown * MILESTONES_PER_PAGE;
  const count = countMilestones(entries.length);
  const position =
    pageCount === 1 ? count : `${count}, page ${(shown + 1).toString()} of ${pageCount.toString()}`;
  const turn = (to: number) =>
    ({ kind: 'dates', page: to, queryHash: hashQuery(query), askerId: setting.askerId }) as const;
  return {
    content: setting.note ?? '',
    embeds: [
      {
        title: 'Milestones',
        description: renderList(entries.slice(first, first + MILESTONES_PER_PAGE), setting.locale),
        color: MILESTONE_COLOUR,
        footer: { text: [position, ...writeQueryLines(query)].join('\n') },
      },
    ],
    components: createRows([
      ...(pageCount === 1
        ? []
        : [
            createButton('Previous', turn(shown === 0 ? pageCount : shown - 1), { disabled: shown === 0 }),
            createButton('Next', turn(shown + 1), { disabled: shown === pageCount - 1 }),
          ]),
      ...createClosingButtons({ ...setting, canPost: false, targetMessageId: null }),
    ]),
  };
}

/** "1 milestone", "12 milestones" */
export function countMilestones(count: number): string {
  return count === 1 ? '1 milestone' : `${count.toString()} milestones`;
}

/** The milestones share what the footnotes leave; what one does not need goes to the next. */
function renderList(entries: readonly MilestoneEntry[], locale: string): string {
  const { sources, numbers } = numberSources(entries, 'passage');
  const footnotes = renderSourceList(sources, MAX_FOOTNOTES_LENGTH);
  let room = MAX_EMBED_DESCRIPTION_LENGTH - footnotes.length - 2 - entries.length;
  const lines = entries.map((entry, index) => {
    const share = Math.min(MAX_SHOWN_TEXT, Math.floor(room / (entries.length - index)));
    const line = renderEntry(entry, numbers[index] ?? 0, locale, share);
    room -= line.length;
    return line;
  });
  return `${lines.join('\n')}\n\n${footnotes}`;
}

function renderEntry(entry: MilestoneEntry, number: number, locale: string, maxLength: number): string {
  const { milestone } = entry;
  const date = escapeText(renderDate(milestone, locale));
  const kind = milestone.kind === 'published' ? '*Article published.* ' : '';
  const text = cleanLine(milestone.text) || nameMilestone(entry);
  return fitText(
    text,
    maxLength,
    (part) => `**${date}** · ${kind}${escapeText(part)} \\[${number.toString()}\\]`,
  );
}
