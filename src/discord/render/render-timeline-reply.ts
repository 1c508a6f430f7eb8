import type { AttachmentPayload } from 'discord.js';
import type { MilestoneQuery } from '../../answers/milestone-desk.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { truncateText } from '../../text/truncate.ts';
import { MAX_ATTACHMENT_DESCRIPTION_LENGTH } from '../limits.ts';
import { writeQueryLines } from '../milestones/query-lines.ts';
import { cleanLine } from './clean-text.ts';
import { createRows, type MessageBody } from './message-body.ts';
import { renderSourceList } from './number-sources.ts';
import { countMilestones, MILESTONE_COLOUR, type MilestoneSetting } from './render-milestones.ts';
import type { Source } from './render-source.ts';
import { createClosingButtons } from './reply-setting.ts';

const FILE_NAME = 'timeline.png';
const MAX_FOOTNOTES_LENGTH = 3800;

/** A message with a file. */
export interface TimelineReply extends MessageBody {
  readonly files: AttachmentPayload[];
}

/** The picture with its alternative text, what it leaves out, and the articles behind it by the numbers in the picture. */
export function renderTimelineReply(
  picture: Pick<Timeline, 'png' | 'altText' | 'shown' | 'omitted'>,
  sources: readonly Source[],
  query: MilestoneQuery,
  setting: MilestoneSetting,
): TimelineReply {
  const footer = writeQueryLines(query).join('\n');
  return {
    content: setting.note ?? '',
    embeds: [
      {
        title: 'Timeline',
        description: [describeAmount(picture), renderSourceList(sources, MAX_FOOTNOTES_LENGTH)]
          .filter((part) => part !== '')
          .join('\n\n'),
        color: MILESTONE_COLOUR,
        image: { url: `attachment://${FILE_NAME}` },
        ...(footer === '' ? {} : { footer: { text: footer } }),
      },
    ],
    components: createRows(createClosingButtons({ ...setting, canPost: false, targetMessageId: null })),
    files: [
      {
        attachment: Buffer.from(picture.png),
        name: FILE_NAME,
        description: truncateText(cleanLine(picture.altText), MAX_ATTACHMENT_DESCRIPTION_LENGTH),
      },
    ],
  };
}

function describeAmount({ shown, omitted }: Pick<Timeline, 'shown' | 'omitted'>): string {
  if (omitted === 0) return `${countMilestones(shown)}.`;
  const total = countMilestones(shown + omitted);
  return `The picture shows ${shown.toString()} of ${total} and leaves out ${omitted.toString()}. \`/milestones\` lists them all.`;
}
