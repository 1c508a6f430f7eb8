import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine } from '../../src/timeline/clean-line.ts';

describe('cleanLine', () => {
  it.each([
    ['control characters', 'a\u0000b\u0007c\u001b[31m', 'a b c [31m'],
    ['line breaks', 'one\r\n two\u2028three', 'one two three'],
    ['marks of text direction', '\u202Egpj.exe\u2066 \u200F!', 'gpj.exe !'],
    ['invisible characters', 'a\u200B\u00ADb\u2060c\u3164', 'abc'],
    ['lone surrogates', 'a\uD83Db\uDE00', 'ab'],
    ['emoji', '🎉 Release 👩🏽‍💻 day', 'Release day'],
    ['piled-up accents', `Z${'\u0338'.repeat(50)}a`, 'Z\u0338\u0338a'],
  ])('takes out %s', (_, text, clean) => {
    expect(cleanLine(text)).toBe(clean);
  });

  it('leaves letters with accents, quotes, dashes, signs and markup as they are', () => {
    const text = '“Łódź” – naïve façade — C++ ≥ 5 → <b>&amp;</b> Việt, Ωμέγα, Жук';
    expect(cleanLine(text)).toBe(text);
  });

  it('gives one bounded line of visible text whatever it gets', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        const clean = cleanLine(text);
        expect(clean.length).toBeLessThanOrEqual(300);
        expect(clean).not.toMatch(/[\p{C}\n]/u);
        expect(clean).toBe(clean.trim());
      }),
    );
  });
});
