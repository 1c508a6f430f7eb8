import type { Abstention, AbstentionReason } from '../../answers/answer.ts';
import { MAX_EMBED_TITLE_LENGTH } from '../limits.ts';
import { createNotice, createRows, type MessageBody } from './message-body.ts';
import { renderLine, renderSource } from './render-source.ts';
import { createClosingButtons, createKeptNote, type ReplySetting } from './reply-setting.ts';

/** What a person is told for each reason. Plain, and never as if it were the asker's fault. */
export const ABSTENTION_WORDS: Readonly<Record<AbstentionReason, string>> = {
  empty: 'Ask me a question, and I will look for the answer in the articles and quote it.',
  greeting: 'Hello! Ask me something about the articles, and I will quote what they say.',
  thanks: 'You are welcome!',
  'too-long': 'That is longer than I can take. Please ask again in one or two sentences.',
  hostile: 'I can only look things up in the articles and quote them. Ask me a question about what they say.',
  'unknown-term':
    'The articles do not mention something that your question is about, so I have nothing to quote.',
  'missing-detail':
    'The articles touch on this, but I found no sentence in them that gives what you ask for.',
  'nothing-then': 'The articles tell of nothing at that time.',
  'weak-evidence': 'I did not find an answer to this in the articles.',
};

const CLOSEST = { link: 'none', titleLength: 200, headingLength: 300, authorLength: 0 } as const;
const MAX_CLOSEST = 3;
const MAX_WORDS_LENGTH = 400;

/** The reason in words, and up to three headings that come closest: no quote, no footnote, no colour. */
export function renderAbstention(abstention: Abstention, setting: ReplySetting): MessageBody {
  const words = chooseWords(abstention);
  const isSmallTalk = abstention.reason === 'greeting' || abstention.reason === 'thanks';
  const note = setting.note ?? '';
  if (isSmallTalk) return createNotice([note, words].filter((line) => line !== '').join('\n'));

  const closest = abstention.closest
    .slice(0, MAX_CLOSEST)
    .map((source) => `- ${renderSource(source, CLOSEST)}`);
  const title = setting.question === null ? '' : renderLine(setting.question, MAX_EMBED_TITLE_LENGTH);
  return {
    content: note,
    embeds: [
      {
        ...(title === '' ? {} : { title }),
        description:
          closest.length === 0 ? words : [words, '', 'Closest in the articles:', ...closest].join('\n'),
        ...createKeptNote(setting.keptDays),
      },
    ],
    components: createRows(createClosingButtons({ ...setting, canPost: false })),
  };
}

/** Which words are unknown is known to the answers room only; the first line of its text names them. */
function chooseWords({ reason, text }: Abstention): string {
  const [line = ''] = text.trim().split('\n');
  const named = reason === 'unknown-term' ? renderLine(line, MAX_WORDS_LENGTH) : '';
  return named === '' ? ABSTENTION_WORDS[reason] : named;
}
