import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../src/discord/render/clean-text.ts';
import { escapeText } from '../../src/discord/render/escape-text.ts';
import { hostileText } from './support/hostile-text.ts';
import { PLAIN_KINDS, readMarkdown } from './support/read-markdown.ts';

/** White space at the ends of lines is Discord's to keep or drop. */
const settle = (text: string) =>
  text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();

describe('escaping', () => {
  it.each([
    ['@everyone and @here'],
    ['<@123456789012345678> <@&123456789012345678> <#123456789012345678> </ask:123456789012345678>'],
    ['<t:1700000000:R> <:wave:123456789012345678> :smile:'],
    ['https://evil.example and <https://evil.example> and discord.gg/abc'],
    ['[label](https://evil.example)'],
    ['**a** __b__ _c_ *d* ~~e~~ ||f|| `g` ```h```'],
    ['# heading\n-# small\n- item\n12. item\n> quote\n>>> quote\n+ plus'],
    ['C:\\temp\\new_file and 2 * 3 * 4'],
    ['¯\\_(ツ)_/¯'],
  ])('shows %j letter by letter', (text) => {
    const { visible, kinds } = readMarkdown(escapeText(text));
    expect(visible).toBe(text);
    expect([...kinds].filter((kind) => !PLAIN_KINDS.has(kind))).toEqual([]);
  });

  it('shows any text letter by letter, and nothing of it as a mark', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const { visible, kinds } = readMarkdown(escapeText(text));
        expect(settle(visible)).toBe(settle(cleanText(text)));
        expect([...kinds].filter((kind) => !PLAIN_KINDS.has(kind))).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });

  it('leaves plain prose as it is', () => {
    const prose =
      'In 2018 Microsoft bought GitHub for $7.5 billion (in stock); the deal closed on October 26, 2018.';
    expect(escapeText(prose)).toBe(prose);
  });

  it('breaks invitations, which Discord finds without https, too', () => {
    expect(escapeText('discord.gg/abc')).not.toContain('discord.gg');
    expect(escapeText('discordapp.com/invite/abc')).not.toContain('discordapp.com');
  });
});

describe('cleaning', () => {
  it('takes away what reorders or hides text', () => {
    expect(cleanText('a\u202eb\u2066c\u200bd\ufeffe\u0000f')).toBe('abcdef');
  });

  it('keeps joined emoji and ordinary accents', () => {
    const text = '👩‍👩‍👧‍👦 cafe\u0301 Việt';
    expect(cleanText(text)).toBe(text);
  });

  it('makes every line break the same', () => {
    expect(cleanText('a\r\nb\rc\u2028d\u2029e\u0085f')).toBe('a\nb\nc\nd\ne\nf');
  });

  it('thins out piled-up accents', () => {
    expect(cleanText(`e${'\u0301'.repeat(40)}`)).toBe(`e${'\u0301'.repeat(5)}`);
  });

  it('leaves no half surrogate pair', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(cleanText(text)).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});
