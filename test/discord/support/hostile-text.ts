import fc from 'fast-check';

/** Pieces that mean something to Discord, or that break what is careless. */
const PIECES = [
  '@everyone',
  '@here',
  '<@123456789012345678>',
  '<@!123456789012345678>',
  '<@&123456789012345678>',
  '<#123456789012345678>',
  '</ask:123456789012345678>',
  '<t:1700000000:R>',
  '<a:wave:123456789012345678>',
  '<:wave:123456789012345678>',
  ':smile:',
  'https://discord.gg/abc',
  'discord.gg/abc',
  'discordapp.com/invite/abc',
  '[label](https://evil.example)',
  '[label](javascript:alert(1))',
  '<https://evil.example>',
  'http://evil.example/_x_',
  '**bold**',
  '__under__',
  '_it_',
  '*it*',
  '~~gone~~',
  '||spoiler||',
  '`code`',
  '```\ncode\n```',
  '# heading',
  '-# small',
  '- item',
  '12. item',
  '> quote',
  '>>> quote',
  '\\',
  '\\*',
  ']',
  '[',
  '](',
  ')',
  '\n',
  '\n\n',
  '\r\n',
  '\u2028',
  '\u0000',
  '\u200b',
  '\u202e',
  '\u2066',
  '\ufeff',
  '\ud800',
  '\udc00',
  'e' + '\u0301'.repeat(40),
  '👩‍👩‍👧‍👦',
  '¯\\_(ツ)_/¯',
  ' ',
  'word ',
  'A sentence. ',
  'snake_case_name',
  'מילה',
] as const;

/** Any character of the planes in use, the halves of a pair included. */
const character = fc.integer({ min: 0, max: 0x1ffff }).map((code) => String.fromCodePoint(code));

/** Text in which such pieces stand in any order, among ordinary and random ones. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: character, maxLength: 12 })), {
    maxLength: 24,
  })
  .map((pieces) => pieces.join(''));

/** The same, up to tens of thousands of characters. */
export const longHostileText: fc.Arbitrary<string> = fc
  .tuple(hostileText, fc.integer({ min: 1, max: 400 }))
  .map(([text, times]) => text.repeat(times).slice(0, 30_000));

export const hostileUrl: fc.Arbitrary<string | null> = fc.oneof(
  fc.constant(null),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.constantFrom(
    'javascript:alert(1)',
    'data:text/html,x',
    'not a url',
    'https://user:pass@evil.example/',
    'https://a.example/x(y)z[w]|q|?a=<b>"c"\'d\'`e`#:~:text=some%20words,)',
    `https://a.example/${'long/'.repeat(300)}`,
    `https://a.example/#:~:text=${'long%20'.repeat(300)}`,
  ),
  hostileText.map((text) => `https://a.example/${text}`),
);
