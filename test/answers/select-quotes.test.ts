import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAnswer } from '../../src/answers/check-answer.ts';
import { citeQuotes } from '../../src/answers/cite-quotes.ts';
import { renderAnswerText } from '../../src/answers/render-text.ts';
import { scoreSentences } from '../../src/answers/score-sentences.ts';
import { selectQuotes } from '../../src/answers/select-quotes.ts';
import { analyzeQuestion } from '../../src/retrieval/analyze-question.ts';
import { buildLexicalIndex } from '../../src/retrieval/lexical-index.ts';
import type { Passage } from '../../src/passages/passage.ts';
import { splitArticle } from '../../src/passages/split-article.ts';
import { makeArticle } from '../doubles/make-article.ts';
import { makeHits } from '../doubles/make-hits.ts';
import { makePassages } from '../doubles/make-passage.ts';

async function select(question: string, passages: readonly Passage[]) {
  const { query } = analyzeQuestion(question, await buildLexicalIndex(passages));
  return selectQuotes(scoreSentences(query, makeHits(passages), null), {}, question);
}

const textOf = ({ hit, start, end }: Awaited<ReturnType<typeof select>>[number]) =>
  hit.passage.text.slice(start, end);

describe('selectQuotes', () => {
  it('begins with the sentence that answers, not with the first of the best passage', async () => {
    const filler =
      'Nothing of interest stands in this sentence, which is long enough to fill the room. '.repeat(4);
    const passages = makePassages([
      { text: `${filler}${filler}The limit of the gateway is fifty pods. ${filler}${filler}` },
      { text: 'Pods are small.' },
    ]);
    const [first] = await select('limit of pods for the gateway', passages);
    expect(first && textOf(first)).toContain('The limit of the gateway is fifty pods.');
  });

  it('does not say the same twice', async () => {
    const text = 'The gateway takes fifty pods.';
    const quotes = await select(
      'how many pods',
      makePassages([
        { text, title: 'A' },
        { text, title: 'B' },
      ]),
    );
    expect(quotes.map(textOf)).toEqual([text]);
  });

  it('does not say nearly the same twice', async () => {
    const quotes = await select(
      'how many pods does the gateway take',
      makePassages([
        { text: 'The gateway of the cluster takes fifty pods.', title: 'A' },
        { text: 'The gateway of the cluster now takes fifty pods.', title: 'B' },
      ]),
    );
    expect(quotes).toHaveLength(1);
  });

  it('gives a sentence that begins with "it" the sentence before it, however long', async () => {
    const named = `Static egress is a feature of the gateway${', as has been said'.repeat(20)}.`;
    const quotes = await select(
      'limit of fifty pods',
      makePassages([{ text: `${named} It has a limit of fifty pods.` }]),
    );
    expect(quotes.map(textOf)).toEqual([`${named} It has a limit of fifty pods.`]);
  });

  it('leads with what something is, where that is asked', async () => {
    const quotes = await select(
      'what is Drasi',
      makePassages([
        {
          text: `People like Drasi. ${'Nothing else is told here. '.repeat(14)}Drasi is a system for change.`,
        },
      ]),
    );
    expect(quotes[0] && textOf(quotes[0])).toContain('Drasi is a system for change.');
  });

  it('makes one quote of two that follow each other', async () => {
    const filler = 'It says nothing at all about them, however long one looks.';
    const text = `Pods are limited. ${filler} ${filler} ${filler} Fifty pods are the limit.`;
    const quotes = await select('limit of pods', makePassages([{ text }]));
    expect(quotes.map(textOf)).toEqual([text]);
  });

  it('leaves out passages that are far worse than the best', async () => {
    const quotes = await select(
      'fifty pods',
      makePassages([{ text: 'Fifty pods.' }, { text: 'Bread.' }, { text: 'Tea.' }, { text: 'Ink.' }]),
    );
    expect(quotes.map(textOf)).not.toContain('Ink.');
  });

  const list = splitArticle(
    makeArticle([
      { kind: 'paragraph', text: 'The gateway has these limits:' },
      { kind: 'list-item', text: '- Fifty pods a node.', depth: 1 },
      { kind: 'list-item', text: '- Nine zones a region.', depth: 1 },
      { kind: 'list-item', text: '- Two regions a country.', depth: 1 },
    ]),
    { countTokens: (text) => text.length, maxTokens: 512 },
  );

  it('keeps the steps of a numbered list together', async () => {
    const steps = [
      '1. Open the portal and sign in.',
      '2. Pick the gateway.',
      '3. Press upgrade.',
      '4. Wait.',
    ];
    const padded = steps.map((step) => `${step} ${'Take your time over this step. '.repeat(4)}`.trim());
    const passages = splitArticle(
      makeArticle(padded.map((text) => ({ kind: 'list-item', text, depth: 1 }))),
      {
        countTokens: (text) => text.length / 8,
        maxTokens: 512,
      },
    );
    expect((await select('how do I upgrade the gateway', passages)).map(textOf)).toEqual([padded.join('\n')]);
    expect((await select('upgrade of the gateway', passages)).map(textOf)).not.toEqual([padded.join('\n')]);
  });

  it('lets the item of a list stand for itself', async () => {
    expect((await select('number of zones', list)).map(textOf)).toEqual(['- Nine zones a region.']);
  });

  it('gives the whole list, with the lead-in that announces it, where several things are asked for', async () => {
    expect((await select('what are the limits of the gateway', list)).map(textOf)).toEqual([list[0]?.text]);
  });

  const words = fc.array(
    fc.constantFrom('pods', 'gateway', 'limit', 'bread', 'tea', '[1]', '`x`', '@everyone', '😀'),
    { minLength: 1, maxLength: 60 },
  );
  const passage = fc.array(words, { minLength: 1, maxLength: 12 }).map((sentences) => ({
    text: sentences.map((sentence) => `A${sentence.join(' ')}.`).join(' '),
  }));

  it('gives at most three literal quotes of 900 characters in all that pass the machine check', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(passage, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('limit of pods', 'tea', 'zebra'),
        async (drafts, question) => {
          const passages = makePassages(drafts);
          const spans = await select(question, passages);
          expect(spans.length).toBeLessThanOrEqual(3);
          expect(spans.reduce((sum, { start, end }) => sum + end - start, 0)).toBeLessThanOrEqual(900);
          for (const [index, a] of spans.entries()) {
            for (const b of spans.slice(index + 1)) {
              expect(a.hit.passage.id !== b.hit.passage.id || a.end <= b.start || b.end <= a.start).toBe(
                true,
              );
            }
          }
          if (spans.length === 0) return;
          const cited = citeQuotes(spans);
          checkAnswer(cited, renderAnswerText(cited), makeHits(passages));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('checkAnswer', async () => {
  const passages = makePassages([{ text: 'The gateway takes fifty pods.' }]);
  const cited = citeQuotes(await select('fifty pods', passages));
  const text = renderAnswerText(cited);
  const hits = makeHits(passages);

  it('lets a sound answer pass', () => {
    expect(() => {
      checkAnswer(cited, text, hits);
    }).not.toThrow();
  });

  it.each([
    [
      'an altered quote',
      {
        ...cited,
        quotes: cited.quotes.map((quote) => ({ ...quote, text: 'The gateway takes sixty pods.' })),
      },
      text,
    ],
    [
      'shifted offsets',
      { ...cited, quotes: cited.quotes.map((quote) => ({ ...quote, start: quote.start + 1 })) },
      text,
    ],
    ['a number without a footnote', cited, `${text} [2]`],
    [
      'a footnote without a number',
      { ...cited, citations: cited.citations.map((citation) => ({ ...citation, number: 2 })) },
      text,
    ],
    ['no quotes', { ...cited, quotes: [] }, text],
  ])('holds back %s', (_, altered, shown) => {
    expect(() => {
      checkAnswer(altered, shown, hits);
    }).toThrow(/held back/);
  });
});
