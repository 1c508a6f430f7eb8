import type { AttachmentPayload } from 'discord.js';
import type { Gap, GapReport } from '../../feedback/gap-report.ts';
import type { WeekPicture } from '../../feedback/week/week-picture.ts';
import { MAX_SHOWN_GAPS } from '../limits.ts';
import type { MessageBody } from './message-body.ts';
import { renderLine } from './render-source.ts';

const FILE_NAME = 'week.png';
const MAX_QUESTION_LENGTH = 160;
const MAX_WORDING_LENGTH = 60;
/** In the place of a question that has no character that is seen. */
const UNSEEN = '…';

/** A message with a file, or without one. */
export interface GapsReply extends MessageBody {
  readonly files: AttachmentPayload[];
}

/** The questions asked in vain, most often first, with the picture of the week where there is one. Fits Discord's limits. */
export function renderGaps(
  { gaps, questions }: GapReport,
  picture: WeekPicture | null,
  days: number,
): GapsReply {
  const time = days === 1 ? 'day' : `${days.toString()} days`;
  const lines = gaps.slice(0, MAX_SHOWN_GAPS).map(renderGap);
  const rest = gaps.length - lines.length;
  const description =
    lines.length === 0
      ? describeNone(questions, time)
      : [...lines, ...(rest > 0 ? [`… and ${rest.toString()} more, asked less often.`] : [])].join('\n');
  return {
    content: '',
    embeds: [
      {
        title: 'What the articles do not answer, or not well',
        description,
        footer: {
          text: `From the ${questions === 1 ? 'one question' : `${questions.toString()} questions`} asked openly in this server in the last ${time}; questions that mean the same are one.`,
        },
        ...(picture === null ? {} : { image: { url: `attachment://${FILE_NAME}` } }),
      },
    ],
    components: [],
    files:
      picture === null
        ? []
        : [{ attachment: Buffer.from(picture.png), name: FILE_NAME, description: picture.altText }],
  };
}

function describeNone(questions: number, time: string): string {
  return questions === 0
    ? `Nobody has asked anything openly in this server in the last ${time}.`
    : 'Every question was answered, and no answer was marked unhelpful by more people than helpful.';
}

function renderGap(
  { question, otherWordings, asked, people, refused, unhelpful, lastAt }: Gap,
  index: number,
): string {
  const facts = [
    `asked ${countTimes(asked)} by ${people === 1 ? 'one person' : `${people.toString()} people`}`,
    ...(refused === 0 ? [] : [`not in the articles ${countTimes(refused)}`]),
    ...(unhelpful === 0 ? [] : [`marked unhelpful ${countTimes(unhelpful)}`]),
    // The viewer's own time: right for a moment, as this is [reference#message-formatting].
    `last <t:${Math.floor(lastAt / 1000).toString()}:R>`,
  ];
  const others = otherWordings
    .map((wording) => renderLine(wording, MAX_WORDING_LENGTH))
    .filter((wording) => wording !== '')
    .map((wording) => `“${wording}”`);
  return [
    `${(index + 1).toString()}\\. **${renderLine(question, MAX_QUESTION_LENGTH) || UNSEEN}**`,
    `-# ${facts.join('; ')}${others.length === 0 ? '' : `; also ${others.join(', ')}`}`,
  ].join('\n');
}

function countTimes(count: number): string {
  return count === 1 ? 'once' : `${count.toString()} times`;
}
