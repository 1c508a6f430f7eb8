import { describe, expect, it } from 'vitest';
import { rejectBytes } from './parse-text.ts';

describe('a file that is no text of an article', () => {
  it.each([
    ['nothing', '', 'empty'],
    ['white space and a byte order mark', '\uFEFF \n\n\t\n', 'empty'],
    ['front matter only', '---\ntitle: T\n---\n', 'empty'],
    ['a title only', '# T\n', 'empty'],
    ['an image only', '![a cat](cat.png)\n', 'furniture-only'],
    ['links only', '- [A](https://a.example)\n- [B](https://b.example)\n', 'furniture-only'],
    ['quote marks only', '>'.repeat(200_000), 'too-deeply-nested'],
    ['list marks only', '- '.repeat(5_000), 'too-deeply-nested'],
  ])('is left out: %s', (_, text, reason) => {
    expect(rejectBytes(text).reason).toBe(reason);
  });

  it.each([
    ['PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 1, 2, 3]],
    ['PDF', [...Buffer.from('%PDF-1.7\n%some text')]],
    ['zero byte at offset 4', [0x61, 0x62, 0x63, 0x64, 0]],
  ])('is told to be binary: %s', (words, bytes) => {
    const rejected = rejectBytes(Uint8Array.from(bytes));
    expect(rejected).toMatchObject({ reason: 'binary', line: null });
    expect(rejected.message).toContain(words);
  });

  it('names the byte and the line that are not UTF-8', () => {
    const bytes = Buffer.concat([
      Buffer.from('\uFEFF# Tit\uFFFDle\n\nline three\nCaf'),
      Buffer.from([0xe9]),
      Buffer.from(' au lait'),
    ]);
    const rejected = rejectBytes(bytes);
    expect(rejected).toMatchObject({ reason: 'not-utf8', line: 4 });
    expect(rejected.message).toContain(`byte 0xe9 at offset ${bytes.indexOf(0xe9)} (line 4)`);
  });

  it.each(['utf16le', 'utf16be'])('names the encoding %s', (encoding) => {
    const bytes = Buffer.from('\uFEFF# Title\n\nText', 'utf16le');
    const rejected = rejectBytes(encoding === 'utf16be' ? bytes.swap16() : bytes);
    expect(rejected).toMatchObject({ reason: 'not-utf8', line: 1 });
    expect(rejected.message).toContain('UTF-16');
  });
});
