import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containsAnswer, normalizeForMatching } from '../../src/evaluation/contains-answer.ts';

describe('containsAnswer', () => {
  it.each([
    ['folds case, white space and line breaks', 'The  Tower\nwas built', 'the tower was BUILT'],
    [
      'folds dashes of every length',
      'from 2010 – 2014, on‑site — mostly',
      'from 2010 - 2014, on-site - mostly',
    ],
    ['folds typographic quotes', 'It’s “done”', `it's "done"`],
    ['drops Markdown marks', 'run `npm **install**` _now_', 'run npm install now'],
    ['keeps the label of a link', 'see [the guide](https://example.org/a "A") first', 'see the guide first'],
    ['folds compatibility forms', 'ﬁve ½ cups … and no\u00a0more', 'five 1⁄2 cups ... and no more'],
    ['passes over what nobody sees', 'data\u00adbase', 'database'],
  ])('%s', (_, text, answer) => {
    expect(containsAnswer(text, answer)).toBe(true);
    expect(containsAnswer(answer, text)).toBe(true);
  });

  it('does not find a number within a longer one, nor a word within another', () => {
    expect(containsAnswer('It grew by 15 %', '5 %')).toBe(false);
    expect(containsAnswer('the report', 'port')).toBe(false);
    expect(containsAnswer('the ports', 'port')).toBe(false);
  });

  it('goes on looking after a place that only ends alike', () => {
    expect(containsAnswer('the report names a port', 'port')).toBe(true);
  });

  it('lets a sign or a mark stand at the edge of an answer', () => {
    expect(containsAnswer('costs $5.', '$5')).toBe(true);
    expect(containsAnswer('about .NET 8, they say', '.net 8')).toBe(true);
  });

  it('finds an answer of which nothing is left nowhere', () => {
    expect(containsAnswer('anything', ' ** ')).toBe(false);
  });

  it('finds any words within the text they were taken from', () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    fc.assert(
      fc.property(
        fc.array(word),
        fc.array(word, { minLength: 1 }),
        fc.array(word),
        (before, middle, after) => {
          const text = [...before, ...middle, ...after].join('\n');
          expect(containsAnswer(text, middle.join(' '))).toBe(true);
        },
      ),
    );
  });
});

describe('normalizeForMatching', () => {
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w\s.,–’“”-]*$/), (text) => {
        const once = normalizeForMatching(text);
        expect(normalizeForMatching(once)).toBe(once);
      }),
    );
  });
});
