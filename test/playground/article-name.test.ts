import { basename, join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArticleName } from '../../src/playground/article-name.ts';

describe('parseArticleName', () => {
  it.each([
    'a.md',
    'My notes (2) - draft.TXT',
    'Käse & Brot.html',
    '2026.markdown',
    '日本.htm',
    '_x.md',
    "O'Neil.md",
  ])('takes %j', (name) => {
    expect(parseArticleName(name)).toEqual({ name: name.normalize('NFC') });
  });

  it.each([
    '',
    '.md',
    '.hidden.md',
    '../a.md',
    'a/b.md',
    'a\\b.md',
    'C:a.md',
    'a\u0000.md',
    'a\n.md',
    'a\u202Efdp.md',
    '..',
    'con.md',
    'LPT1.txt',
    `${'x'.repeat(300)}.md`,
    `${'日'.repeat(80)}.md`,
  ])('refuses %j', (name) => {
    expect(parseArticleName(name)).toMatchObject({ status: 422 });
  });

  it.each(['a.pdf', 'a', 'a.md.exe', 'a.json', 'md'])(
    'says that %j is of a kind that cannot be asked about',
    (name) => {
      expect(parseArticleName(name)).toMatchObject({ status: 415 });
    },
  );

  it('gives the same name for the same letters', () => {
    expect(parseArticleName('Ka\u0308se.md')).toEqual(parseArticleName('K\u00e4se.md'));
  });

  it('never gives a name that leads out of a folder', () => {
    const part = fc.constantFrom('..', '/', '\\', '.', 'a', ' ', ':', '\u0000', '%2e', '~', 'é', '\uD800');
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(name, (given) => {
        const parsed = parseArticleName(`${given}.md`);
        if (!('name' in parsed)) return;
        expect(resolve('/data', parsed.name)).toBe(join('/data', parsed.name));
        expect(basename(parsed.name)).toBe(parsed.name);
      }),
    );
  });
});
