import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../src/text/split-sentences.ts';

function texts(text: string): string[] {
  return splitSentences(text).map(({ start, end }) => text.slice(start, end));
}

describe('splitSentences', () => {
  it.each([
    ['It works. It is fast.', ['It works.', 'It is fast.']],
    ['Use a queue, e.g. a list. Then stop.', ['Use a queue, e.g. a list.', 'Then stop.']],
    ['Mr. Evans spoke. J. R. Smith listened.', ['Mr. Evans spoke.', 'J. R. Smith listened.']],
    ['Needs .NET 8.0.21 (x64). Older ones fail!', ['Needs .NET 8.0.21 (x64).', 'Older ones fail!']],
    ['- First item\n- Second item', ['- First item', '- Second item']],
    ['Is it free? Yes.', ['Is it free?', 'Yes.']],
    ['It costs approx. 5 dollars.', ['It costs approx. 5 dollars.']],
    ['   ', []],
  ])('splits %j', (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  it('covers every character but white space, in order and without overlap', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        let last = 0;
        let between = '';
        for (const { start, end } of splitSentences(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          between += text.slice(last, start);
          last = end;
        }
        between += text.slice(last);
        expect(between.trim()).toBe('');
      }),
    );
  });

  it('finds the same sentences in a text of many stretches', () => {
    const sentences = Array.from({ length: 900 }, (_, i) => `Sentence ${i} has, e.g. in Redmond, a name.`);
    expect(texts(sentences.join(' '))).toEqual(sentences);
    expect(texts(Array(3_000).fill('word').join(' '))).toHaveLength(1);
  });

  it.each(['a ', 'A. ', 'x', 'Ends here. ', '... '])(
    'takes 400,000 characters of %j on one line in bounded time',
    (unit) => {
      const started = performance.now();
      splitSentences(unit.repeat(Math.ceil(400_000 / unit.length)));
      expect(performance.now() - started).toBeLessThan(5_000);
    },
  );
});
