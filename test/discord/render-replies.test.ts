import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AbstentionReason } from '../../src/answers/answer.ts';
import { cleanText } from '../../src/discord/render/clean-text.ts';
import { renderAbout } from '../../src/discord/render/render-about.ts';
import { renderAge } from '../../src/text/render-age.ts';
import { renderAbstention } from '../../src/discord/render/render-abstention.ts';
import { renderDate } from '../../src/discord/render/render-date.ts';
import { renderPassage } from '../../src/discord/render/render-passage.ts';
import { renderArticle, renderSourcesPage } from '../../src/discord/render/render-sources.ts';
import type { ReplySetting } from '../../src/discord/render/reply-setting.ts';
import { makePassages } from '../doubles/make-passage.ts';
import { createStagedLibrary, stageAbstention } from '../doubles/staged-library.ts';
import { expectWithinLimits } from './support/check-body.ts';
import { hostileAbstention, hostilePassage } from './support/hostile-reply.ts';
import { hostileText } from './support/hostile-text.ts';
import { PLAIN_KINDS, readMarkdown } from './support/read-markdown.ts';

const SETTING: ReplySetting = {
  askerId: '123456789012345678',
  question: null,
  audience: 'everyone',
  canPost: false,
  targetMessageId: null,
  questionId: '234567890123456789',
  keptDays: null,
  note: null,
};
const settle = (text: string) => text.replace(/\s+/g, ' ').trim();

describe('an abstention as a message', () => {
  const closest = [
    { title: 'A deal', headingPath: ['Who bought whom'], articleId: 'a.md', url: 'https://a.example/' },
    { title: 'Another', headingPath: [], articleId: 'b.md', url: null },
  ];

  it('says that the articles hold no answer, with the closest headings, without quote, footnote or colour', () => {
    const [embed] = renderAbstention(stageAbstention('?', 'weak-evidence', closest), SETTING).embeds;
    expect(embed).not.toHaveProperty('color');
    expect(embed?.description).toBe(
      'I did not find an answer to this in the articles.\n\nClosest in the articles:\n- A deal · Who bought whom\n- Another',
    );
  });

  it('names the word that the articles do not know', () => {
    const { embeds } = renderAbstention(stageAbstention('?', 'unknown-term'), SETTING);
    expect(embeds[0]?.description).toBe('Not in the articles\\: they never mention “zorblax”.');
  });

  it.each(['greeting', 'thanks'] as const)('answers %s with one line and nothing else', (reason) => {
    const body = renderAbstention(stageAbstention('hi', reason), SETTING);
    expect(body.content).not.toBe('');
    expect(body.embeds).toEqual([]);
    expect(body.components).toEqual([]);
  });

  it('has words of its own for every reason', () => {
    const reasons: readonly AbstentionReason[] = [
      'empty',
      'greeting',
      'thanks',
      'too-long',
      'hostile',
      'unknown-term',
      'missing-detail',
      'weak-evidence',
    ];
    const words = reasons.map((reason) => {
      const { content, embeds } = renderAbstention(stageAbstention('?', reason), SETTING);
      return content + (embeds[0]?.description ?? '');
    });
    expect(new Set(words).size).toBe(reasons.length);
  });

  it('fits the limits of Discord whatever it holds, and shows no mark of it', () => {
    fc.assert(
      fc.property(hostileAbstention, (hostile) => {
        const body = renderAbstention(hostile, { ...SETTING, question: hostile.question });
        expectWithinLimits(body);
        expect(readMarkdown(body.embeds[0]?.description ?? '').links).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a passage as a message', () => {
  const [passage] = makePassages([
    {
      title: 'A deal',
      heading: 'Who bought whom',
      date: '2018-06-04',
      text: 'Talks were short. Microsoft bought GitHub. Many were surprised.',
    },
  ]);
  if (passage === undefined) throw new Error('no passage');

  it('is shown whole, under its title, heading path, author and date, with the quoted words in bold', () => {
    const body = renderPassage(passage, [{ start: 18, end: 42 }]);
    const { visible, bold, links } = readMarkdown(body.embeds[0]?.description ?? '');
    expect(bold).toEqual(['Microsoft bought GitHub.']);
    expect(visible).toBe(`A deal · Who bought whom · Ada Writer · 4 June 2018\n\n${passage.text}`);
    expect(links).toEqual([{ label: 'A deal', target: 'https://example.org/article' }]);
    expect(JSON.stringify(body.components)).toContain('Open the article');
  });

  it('is shown without bold where the quoted words are not known', () => {
    const { bold } = readMarkdown(
      renderPassage(passage, [{ start: 900, end: 950 }]).embeds[0]?.description ?? '',
    );
    expect(bold).toEqual([]);
  });

  it('runs on in a second embed where one is too small', () => {
    const text = 'This sentence stands here to fill the passage up. '.repeat(100).trim();
    const body = renderPassage({ ...passage, text }, [{ start: 4500, end: 4549 }]);
    expectWithinLimits(body);
    expect(body.embeds).toHaveLength(2);
    const shown = body.embeds.map(({ description }) => readMarkdown(description ?? '').visible).join(' ');
    expect(settle(shown)).toContain(settle(text));
  });

  it('shows the part with the quoted words where even two are too small, and says so', () => {
    const text = `${'Filler words stand here. '.repeat(800)}The quoted words. ${'More filler. '.repeat(800)}`;
    const start = text.indexOf('The quoted words.');
    const body = renderPassage({ ...passage, text }, [{ start, end: start + 17 }]);
    expectWithinLimits(body);
    const first = readMarkdown(body.embeds[0]?.description ?? '');
    expect(first.visible).toContain('this is the part with the quoted words');
    expect(first.bold).toEqual(['The quoted words.']);
  });

  it('shows any text letter by letter', () => {
    fc.assert(
      fc.property(hostileText, fc.nat({ max: 60 }), fc.nat({ max: 60 }), (text, start, length) => {
        const span = { start, end: Math.min(text.length, start + length) };
        const cutsPair = [span.start, span.end].some((at) => /[\ud800-\udbff]/.test(text[at - 1] ?? ''));
        fc.pre(!cutsPair && cleanText(text).trim() !== '');
        const [embed] = renderPassage({ ...passage, text }, [span]).embeds;
        const body = (embed?.description ?? '').split('\n\n').slice(1).join('\n\n');
        const { visible, kinds } = readMarkdown(body);
        const expected = [text.slice(0, span.start), text.slice(span.start, span.end), text.slice(span.end)];
        if (span.start < span.end) expect(settle(visible)).toBe(settle(expected.map(cleanText).join('')));
        else expect(settle(visible)).toBe(settle(cleanText(text)));
        expect([...kinds].filter((kind) => !PLAIN_KINDS.has(kind) && kind !== 'strong')).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('fits the limits of Discord whatever it holds', () => {
    const spans = fc.array(fc.record({ start: fc.nat({ max: 40_000 }), end: fc.nat({ max: 40_000 }) }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(hostilePassage, spans, (hostile, quoted) => {
        expectWithinLimits(renderPassage(hostile, quoted));
      }),
      { numRuns: 50 },
    );
  });
});

describe('the list of articles as a message', () => {
  const articles = createStagedLibrary(
    makePassages(
      Array.from({ length: 23 }, (_, index) => ({
        title: `Article ${String(index + 1).padStart(2, '0')}`,
        text: 'Some words.',
      })),
    ),
    () => stageAbstention('', 'empty'),
  ).listArticles();

  it('has pages of ten with a way on and back', () => {
    const [first, middle, last] = [0, 1, 2].map((page) => renderSourcesPage(articles, page));
    expect(first?.embeds[0]?.description?.split('\n')).toHaveLength(10);
    expect(first?.embeds[0]?.footer?.text).toBe('23 articles, page 1 of 3');
    expect(middle?.embeds[0]?.description).toMatch(/^11\\\. \[Article 11\]\(/);
    expect(last?.embeds[0]?.description?.split('\n')).toHaveLength(3);
    expect(JSON.stringify(first?.components)).toContain(
      '"label":"Previous","custom_id":"page.0","disabled":true',
    );
    expect(JSON.stringify(last?.components)).toContain('"label":"Next","custom_id":"page.3","disabled":true');
  });

  it('gives the last page for one that is not there any more', () => {
    expect(renderSourcesPage(articles, 99).embeds[0]?.footer?.text).toBe('23 articles, page 3 of 3');
  });

  it('fits the limits of Discord whatever the articles are called', () => {
    fc.assert(
      fc.property(fc.array(hostilePassage, { maxLength: 12 }), fc.nat({ max: 3 }), (passages, page) => {
        const listed = passages.map(({ article }) => ({ ...article, passageCount: 3 }));
        expectWithinLimits(renderSourcesPage(listed, page));
        listed.forEach((article) => {
          expectWithinLimits(renderArticle(article));
        });
      }),
      { numRuns: 30 },
    );
  });
});

describe('about Footnote as a message', () => {
  const now = Date.parse('2026-01-05T03:04:05Z');

  it('tells the age of the index, the counts and the model', () => {
    const facts = createStagedLibrary([], () => stageAbstention('', 'empty')).describe();
    const body = renderAbout(facts, ['A warning.'], now);
    expectWithinLimits(body);
    expect(JSON.stringify(body.embeds)).toContain('3 days ago (2026-01-02 03:04 UTC)');
    expect(JSON.stringify(body.embeds)).toContain('some/model');
    expect(body.embeds[0]?.description).toContain('A warning.');
  });

  it.each([
    ['2026-01-05T03:04:00Z', 'less than a minute ago'],
    ['2026-01-05T03:02:00Z', '2 minutes ago'],
    ['2026-01-05T02:04:00Z', '1 hour ago'],
    ['2025-12-05T03:04:05Z', '31 days ago'],
    ['never', 'at an unknown time'],
  ])('tells the age of %s as %s', (builtAt, age) => {
    expect(renderAge(builtAt, now)).toBe(age);
  });
});

describe('a date in words', () => {
  it.each([
    ['2018', '2018'],
    ['2018-06', 'June 2018'],
    ['2018-06-04', '4 June 2018'],
    ['2018-13', null],
    ['last year', null],
  ])('%s is %s', (date, words) => {
    expect(renderDate(date)).toBe(words);
  });
});
