import type { MilestoneEntry } from '../../answers/milestone-desk.ts';
import type { Passage } from '../../answers/library.ts';
import { renderDate } from '../../milestones/render-date.ts';
import type { QuotedSpan } from '../custom-id.ts';
import { nameMilestone } from '../milestones/milestone-choices.ts';
import { escapeText } from './escape-text.ts';
import { createRows, type MessageBody } from './message-body.ts';
import type { MilestoneSetting } from './render-milestones.ts';
import { renderPassage } from './render-passage.ts';
import { renderLine } from './render-source.ts';
import { createClosingButtons } from './reply-setting.ts';

const MAX_NAME_LENGTH = 600;

/** One milestone: its date and name, below them its passage with its words in bold, and a button to its article. */
export function renderMilestone(
  entry: MilestoneEntry,
  passage: Passage,
  setting: MilestoneSetting,
): MessageBody {
  const body = renderPassage(passage, locateMilestone(entry, passage));
  const date = escapeText(renderDate(entry.milestone, setting.locale));
  const heading = `**${date}** · ${renderLine(nameMilestone(entry), MAX_NAME_LENGTH)}`;
  const buttons = body.components.flatMap(({ components }) => components);
  return {
    ...body,
    content: [setting.note ?? '', heading].filter((line) => line !== '').join('\n'),
    components: createRows([
      ...buttons,
      ...createClosingButtons({ ...setting, canPost: false, targetMessageId: null }),
    ]),
  };
}

/** None where the words stand above the passage, as those of a heading do. */
function locateMilestone({ milestone }: MilestoneEntry, passage: Passage): readonly QuotedSpan[] {
  const span = { start: milestone.start - passage.start, end: milestone.end - passage.start };
  const isThere = span.start >= 0 && passage.text.slice(span.start, span.end) === milestone.text;
  return isThere ? [span] : [];
}
