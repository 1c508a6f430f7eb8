import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describePassage } from '../../src/passages/passage.ts';
import { splitArticle } from '../../src/passages/split-article.ts';
import { makeArticle, type BlockDraft } from '../doubles/make-article.ts';

/** Words and signs, plus the two special tokens: near enough to a model's count, and quick. */
const countTokens = (text: string) => (text.match(/\p{L}+|\p{N}+|[^\p{L}\p{N}\s]/gu)?.length ?? 0) + 2;
const options = { countTokens, maxTokens: 512, targetTokens: 40 };

const sentence = (words: number) => `${Array.from({ length: words }, (_, i) => `word${i}`).join(' ')}.`;

const draft: fc.Arbitrary<BlockDraft> = fc.oneof(
  fc.record({
    kind: fc.constant('heading' as const),
    text: fc.constantFrom('One', 'Two', 'Three'),
    depth: fc.integer({ min: 1, max: 4 }),
  }),
  fc
    .integer({ min: 1, max: 60 })
    .map((n) => ({ kind: 'paragraph' as const, text: `${sentence(n)} ${sentence(n)}` })),
  fc
    .integer({ min: 1, max: 30 })
    .map((n) => ({ kind: 'list-item' as const, text: `- ${sentence(n)}`, depth: 1 })),
  fc
    .integer({ min: 1, max: 40 })
    .map((n) => ({ kind: 'code' as const, text: Array(n).fill('let x = 1;').join('\n') })),
  fc.integer({ min: 1, max: 900 }).map((n) => ({ kind: 'paragraph' as const, text: 'x'.repeat(n) })),
);

describe('splitArticle', () => {
  it('never crosses a heading and keeps the heading path, without the title', () => {
    const article = makeArticle([
      { kind: 'heading', text: 'A Title', depth: 1 },
      { kind: 'paragraph', text: 'Intro.' },
      { kind: 'heading', text: 'Set-up', depth: 2 },
      { kind: 'paragraph', text: 'Install it.' },
      { kind: 'heading', text: 'On Linux', depth: 3 },
      { kind: 'paragraph', text: 'Use apt.' },
      { kind: 'heading', text: 'Use', depth: 2 },
      { kind: 'paragraph', text: 'Run it.' },
    ]);
    expect(splitArticle(article, options).map(({ headingPath, text }) => [headingPath, text])).toEqual([
      [[], 'Intro.'],
      [['Set-up'], 'Install it.'],
      [['Set-up', 'On Linux'], 'Use apt.'],
      [['Use'], 'Run it.'],
    ]);
  });

  it('keeps a lead-in with its list', () => {
    const article = makeArticle([
      { kind: 'paragraph', text: sentence(38) },
      { kind: 'paragraph', text: 'It holds:' },
      { kind: 'list-item', text: '- one', depth: 1 },
      { kind: 'list-item', text: '- two', depth: 1 },
    ]);
    expect(splitArticle(article, options).map(({ text }) => text)).toEqual([
      sentence(38),
      'It holds:\n\n- one\n- two',
    ]);
  });

  it('cuts a paragraph that is too long between sentences', () => {
    const article = makeArticle([{ kind: 'paragraph', text: Array(8).fill(sentence(15)).join(' ') }]);
    const passages = splitArticle(article, options);
    expect(passages.length).toBeGreaterThan(1);
    for (const { text } of passages) expect(text).toMatch(/^word0 .*word14\.$/);
  });

  it('gives the same passages and ids for the same article, and other ids for equal passages', () => {
    const article = makeArticle([
      { kind: 'heading', text: 'Same', depth: 2 },
      { kind: 'paragraph', text: 'Twice.' },
      { kind: 'heading', text: 'Same', depth: 2 },
      { kind: 'paragraph', text: 'Twice.' },
    ]);
    const passages = splitArticle(article, options);
    expect(splitArticle(article, options)).toEqual(passages);
    expect(new Set(passages.map(({ id }) => id)).size).toBe(2);
  });

  it('keeps the id of a passage when text before it changes', () => {
    const end: BlockDraft = { kind: 'paragraph', text: 'The end stays.' };
    const part: BlockDraft = { kind: 'heading', text: 'Part', depth: 2 };
    const before = splitArticle(makeArticle([{ kind: 'paragraph', text: 'Old.' }, part, end]), options).at(
      -1,
    );
    const after = splitArticle(
      makeArticle([{ kind: 'paragraph', text: 'Quite new.' }, part, end]),
      options,
    ).at(-1);
    expect(after?.id).toBe(before?.id);
    expect(after?.start).not.toBe(before?.start);
  });

  it('covers every block once, in order, with exact offsets and within the limit of the model', () => {
    fc.assert(
      fc.property(fc.array(draft, { maxLength: 25 }), fc.string({ maxLength: 400 }), (drafts, title) => {
        const article = makeArticle(drafts, { title });
        let last = 0;
        let covered = '';
        for (const passage of splitArticle(article, { ...options, maxTokens: 512 })) {
          expect(article.cleaned.slice(passage.start, passage.end)).toBe(passage.text);
          expect(passage.start).toBeGreaterThanOrEqual(last);
          expect(passage.text).toBe(passage.text.trim());
          expect(countTokens(describePassage(passage))).toBeLessThanOrEqual(512);
          last = passage.end;
          covered += passage.text.replace(/\s+/g, '');
        }
        const expected = drafts.filter(({ kind }) => kind !== 'heading').map(({ text }) => text);
        expect(covered).toBe(expected.join('').replace(/\s+/g, ''));
      }),
      { numRuns: 150 },
    );
  });

  it('takes an article of 20,000 list items in linear time', () => {
    const article = makeArticle(
      Array.from({ length: 20_000 }, (_, i) => ({
        kind: 'list-item' as const,
        text: `- item ${i}`,
        depth: 1,
      })),
    );
    const started = performance.now();
    expect(splitArticle(article, options).length).toBeGreaterThan(1_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
