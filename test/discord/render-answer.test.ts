import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answers/answer.ts';
import { cleanText } from '../../src/discord/render/clean-text.ts';
import { parseCustomId } from '../../src/discord/custom-id.ts';
import { renderAnswer } from '../../src/discord/render/render-answer.ts';
import type { MessageBody } from '../../src/discord/render/message-body.ts';
import type { ReplySetting } from '../../src/discord/render/reply-setting.ts';
import { makePassages } from '../doubles/make-passage.ts';
import { stageAnswer } from '../doubles/staged-library.ts';
import { expectWithinLimits } from './support/check-body.ts';
import { hostileAnswer } from './support/hostile-reply.ts';
import { hostileText } from './support/hostile-text.ts';
import { PLAIN_KINDS, readMarkdown } from './support/read-markdown.ts';

const PUBLIC: ReplySetting = {
  askerId: '123456789012345678',
  question: null,
  audience: 'everyone',
  canPost: false,
  targetMessageId: null,
  questionId: '234567890123456789',
  keptDays: null,
  note: null,
};

const [github, gitlab, bitbucket] = makePassages([
  {
    title: 'A deal',
    heading: 'Who bought whom',
    date: '2018-06',
    text: 'Talks were short. Microsoft bought GitHub in 2018. Many were surprised.',
  },
  { title: 'Another', date: '2021', text: 'GitLab went public in 2021.' },
  { title: 'A third', date: '2010-09-29', text: 'Atlassian bought Bitbucket in 2010.' },
]);
if (github === undefined || gitlab === undefined || bitbucket === undefined) throw new Error('no passages');

const render = (answer: Answer, setting: Partial<ReplySetting> = {}) =>
  renderAnswer(answer, { ...PUBLIC, ...setting }, () => undefined);
const describeBody = (body: MessageBody) => readMarkdown(body.embeds[0]?.description ?? '');
const listButtons = (body: MessageBody) =>
  body.components.flatMap(({ components }) =>
    components.map((button) => ({
      label: 'label' in button ? button.label : undefined,
      action: 'custom_id' in button ? parseCustomId(button.custom_id) : undefined,
    })),
  );
const settle = (text: string) => text.replace(/[\s\u00a0]+/g, ' ').trim();

describe('an answer as a message', () => {
  const answer = stageAnswer('Who bought GitHub?', [
    { passage: github, words: 'Microsoft bought GitHub in 2018.' },
  ]);

  it('is one embed: the quote in a block quote with its number, then the footnote', () => {
    const body = render(answer);
    expect(body.embeds).toHaveLength(1);
    expect(body.embeds[0]?.description).toBe(
      '> Microsoft bought GitHub in 2018. \\[1\\]\n\n' +
        '\\[1\\] [A deal](https://example.org/article) · Who bought whom · Ada Writer · June 2018',
    );
    expect(describeBody(body).quotes).toEqual(['Microsoft bought GitHub in 2018. [1]']);
  });

  it('has "Show me" with what is needed to find the quoted words, thumbs, and "Dismiss"', () => {
    expect(listButtons(render(answer))).toEqual([
      { label: 'Show me', action: { kind: 'show', passageId: github.id, spans: [{ start: 18, end: 50 }] } },
      { label: '👍', action: { kind: 'rate', rating: 'up', questionId: PUBLIC.questionId } },
      { label: '👎', action: { kind: 'rate', rating: 'down', questionId: PUBLIC.questionId } },
      { label: 'Dismiss', action: { kind: 'dismiss', askerId: PUBLIC.askerId } },
    ]);
  });

  it('has a "Show me" for each of several citations, and the rest in a row of its own', () => {
    const three = stageAnswer('Who?', [
      { passage: github, words: 'Microsoft bought GitHub in 2018.' },
      { passage: gitlab, words: 'GitLab went public in 2021.' },
      { passage: bitbucket, words: 'Atlassian bought Bitbucket in 2010.' },
    ]);
    const body = render(three);
    expect(listButtons(body).map(({ label }) => label)).toEqual([
      'Show me [1]',
      'Show me [2]',
      'Show me [3]',
      '👍',
      '👎',
      'Dismiss',
    ]);
    expect(body.components.map(({ components }) => components.length)).toEqual([3, 3]);
    expect(body.embeds[0]?.description).toContain('29 September 2010');
  });

  it('names two quotes of one passage in one footnote and one button', () => {
    const two = stageAnswer('Who?', [
      { passage: github, words: 'Talks were short.' },
      { passage: github, words: 'Many were surprised.' },
    ]);
    expect(listButtons(render(two))[0]).toEqual({
      label: 'Show me',
      action: {
        kind: 'show',
        passageId: github.id,
        spans: [
          { start: 0, end: 17 },
          { start: 51, end: 71 },
        ],
      },
    });
    expect(describeBody(render(two)).visible.match(/\[1\]/g)).toHaveLength(3);
  });

  it('says that the question is kept, and how it is deleted, only where it is kept', () => {
    expect(render(answer).embeds[0]).not.toHaveProperty('footer');
    expect(render(answer, { keptDays: 30 }).embeds[0]?.footer?.text).toBe(
      'Kept for 30 days, without your name, to see what the articles lack. /forget-me deletes what you asked.',
    );
  });

  it('shows the question where the reply does not stand beside it', () => {
    expect(render(answer, { question: 'Who *bought* it?' }).embeds[0]?.title).toBe('Who \\*bought\\* it?');
    expect(render(answer).embeds[0]).not.toHaveProperty('title');
  });

  it('has no "Dismiss" where only the asker sees it, and "Post for everyone" where there is a channel', () => {
    const labels = (setting: Partial<ReplySetting>) =>
      listButtons(render(answer, setting)).map(({ label }) => label);
    expect(labels({ audience: 'asker' })).toEqual(['Show me', '👍', '👎']);
    expect(labels({ audience: 'asker', canPost: true })).toEqual([
      'Show me',
      '👍',
      '👎',
      'Post for everyone',
    ]);
  });

  it('links no address that is not http(s), and encodes what would end the link', () => {
    const link = (url: string | null) =>
      describeBody(
        render({ ...answer, citations: answer.citations.map((citation) => ({ ...citation, url })) }),
      ).links;
    expect(link('javascript:alert(1)')).toEqual([]);
    expect(link('data:text/html,x')).toEqual([]);
    expect(link(null)).toEqual([]);
    expect(link('https://a.example/wiki/X_(y) z')).toEqual([
      { label: 'A deal', target: 'https://a.example/wiki/X_%28y%29%20z' },
    ]);
    expect(link('https://a.example/p#:~:text=Microsoft%20bought,(2018)')).toEqual([
      { label: 'A deal', target: 'https://a.example/p#:~:text=Microsoft%20bought,%282018%29' },
    ]);
    expect(link('https://discord.com@evil.example/')).toEqual([
      { label: 'A deal', target: 'https://evil.example/' },
    ]);
  });

  it.each([
    '[RFC] A [nested [one]]',
    'An open [ bracket',
    'A ] stray one',
    'https://evil.example',
    'a](https://evil.example)',
  ])('links to the page and nowhere else under the title %j', (title) => {
    const renamed = { ...answer, citations: answer.citations.map((citation) => ({ ...citation, title })) };
    expect(describeBody(render(renamed)).links.map(({ target }) => target)).toEqual([
      'https://example.org/article',
    ]);
  });

  it('keeps the words of three long quotes whole, and gives up links before them', () => {
    const words = 'Every word of this sentence counts and has to be shown as it is. '.repeat(4).trim();
    const passages = makePassages(
      [1, 2, 3].map((index) => ({
        title: `${index.toString()} ${'t'.repeat(250)}`,
        heading: 'h'.repeat(290),
        text: words,
      })),
    );
    const long = stageAnswer(
      '?',
      passages.map((passage) => ({ passage, words })),
    );
    const url = `https://a.example/${'p'.repeat(700)}`;
    const body = render({ ...long, citations: long.citations.map((citation) => ({ ...citation, url })) });
    expectWithinLimits(body);
    expect(describeBody(body).quotes).toEqual([1, 2, 3].map((number) => `${words} [${number.toString()}]`));
    expect(body.embeds[0]?.description).not.toContain('Shortened');
  });

  it('cuts a quote that no message can hold at the end of a sentence, and says so', () => {
    const words = 'This sentence is repeated until nothing can hold it. '.repeat(200).trim();
    const [passage] = makePassages([{ text: words }]);
    if (passage === undefined) throw new Error('no passage');
    const body = render(stageAnswer('?', [{ passage, words }]));
    expectWithinLimits(body);
    expect(describeBody(body).quotes[0]).toMatch(
      /^(This sentence is repeated until nothing can hold it\. )+… \[1\]$/,
    );
    expect(body.embeds[0]?.description).toContain('Shortened');
    expect(body.embeds[0]?.description?.length).toBeGreaterThan(3000);
  });

  it('shows the words of any quote as they stand, all of them inside the block quote', () => {
    fc.assert(
      fc.property(hostileText, (words) => {
        fc.pre(cleanText(words).trim() !== '');
        const body = render(
          stageAnswer('?', [
            { passage: { ...github, text: words, end: github.start + words.length }, words },
          ]),
        );
        const { quotes, visible, kinds, links } = describeBody(body);
        expect(quotes.map(settle)).toEqual([settle(`${cleanText(words)} [1]`)]);
        expect(settle(visible)).toBe(
          settle(`${cleanText(words)} [1] [1] A deal · Who bought whom · Ada Writer · June 2018`),
        );
        expect(links).toHaveLength(1);
        expect(
          [...kinds].filter((kind) => !PLAIN_KINDS.has(kind) && kind !== 'blockQuote' && kind !== 'link'),
        ).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });

  it('fits the limits of Discord whatever it holds', () => {
    fc.assert(
      fc.property(hostileAnswer, fc.option(hostileText), fc.boolean(), (hostile, question, isPublic) => {
        const body = render(hostile, {
          question,
          audience: isPublic ? 'everyone' : 'asker',
          canPost: true,
          targetMessageId: '123456789012345678',
        });
        expectWithinLimits(body);
      }),
      { numRuns: 80 },
    );
  });

  it('shows the same numbers in the quotes and in the footnotes, whatever it holds', () => {
    fc.assert(
      fc.property(hostileAnswer, (hostile) => {
        const description = render(hostile).embeds[0]?.description ?? '';
        const inQuotes = new Set(
          Array.from(description.matchAll(/^> .* \\\[(-?[\d.e+]+)\\\]$/gm), ([, number]) => number),
        );
        const inFootnotes = new Set(
          Array.from(description.matchAll(/^\\\[(-?[\d.e+]+)\\\] /gm), ([, number]) => number),
        );
        expect(inFootnotes).toEqual(inQuotes);
      }),
      { numRuns: 60 },
    );
  });
});
