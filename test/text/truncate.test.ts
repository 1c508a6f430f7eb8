import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { truncateText } from '../../src/text/truncate.ts';

describe('truncateText', () => {
  it('leaves a short text alone', () => {
    expect(truncateText('short', 10)).toBe('short');
  });

  it('cuts after a word where one ends near', () => {
    expect(truncateText('one two three four', 16)).toBe('one two three…');
  });

  it('never exceeds the length nor splits a surrogate pair', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: 1, max: 40 }),
        (text, length) => {
          const cut = truncateText(text, length);
          expect(cut.length).toBeLessThanOrEqual(length);
          expect(Buffer.from(cut).toString()).toBe(cut);
        },
      ),
    );
  });
});
