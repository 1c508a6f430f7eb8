import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stripControls, stripToLine } from '../../src/terminal/strip-controls.ts';

/** Any character of the planes where controls, marks of direction and separators are. */
const character = fc.integer({ min: 0, max: 0x20ff }).map((code) => String.fromCodePoint(code));

describe('stripControls', () => {
  it.each([
    ['a colour', 'a\u001b[31mred\u001b[0mb', 'aredb'],
    ['a window title', 'a\u001b]0;owned\u0007b', 'ab'],
    ['an 8-bit escape', 'a\u009b2Jb', 'ab'],
    ['a bell, a backspace and a delete', 'a\u0007\b\u007fb', 'ab'],
    ['a null', 'a\u0000b', 'ab'],
    ['an escape inside of an escape', 'a\u001b\u001b[31m[2Jb', 'a[2Jb'],
    ['a carriage return that would overwrite the line', 'true\rfalse', 'true\nfalse'],
    ['marks that turn the text around', 'a\u202ecod\u2066.exe', 'acod.exe'],
  ])('takes out %s', (_what, text, expected) => {
    expect(stripControls(text)).toBe(expected);
  });

  it('leaves line breaks, tabs, accents, emoji and other scripts as they are', () => {
    const text = 'a\n\tb é 日本語 👩‍💻 ½';
    expect(stripControls(text)).toBe(text);
  });

  it('lets no control character through, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: character }), (text) => {
        expect(stripControls(text)).not.toMatch(/(?![\n\t])\p{Cc}/u);
        expect(stripToLine(text)).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});
