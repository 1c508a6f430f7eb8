import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../src/corpus/parse-article.ts';
import { flattenMarkdown } from '../../src/corpus/flatten-markdown.ts';
import { parseMarkdown } from '../../src/corpus/parse-markdown.ts';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

const MARKS = [
  ...[
    '# ',
    '## ',
    '- ',
    '* ',
    '1. ',
    '9) ',
    '> ',
    '```',
    '~~~',
    '---',
    '***',
    '===',
    '| a | b |',
    '|---|---|',
    '    ',
    '\t',
  ],
  ...[
    '**',
    '*',
    '_',
    '`',
    '~~',
    '[',
    '](',
    '](https://a.example)',
    '![',
    '<b>',
    '</b>',
    '<div>',
    '</div>',
    '<!--',
    '-->',
    '<br>',
  ],
  ...[
    '&amp;',
    '&#0;',
    '&nbsp;',
    '\\',
    '[^1]',
    '[^1]: note',
    '[ref]: https://a.example',
    '{% raw %}',
    '{{< x >}}',
    '• ',
  ],
  ...[
    'word',
    'two words',
    'A sentence of some words.',
    'References',
    '**Bold**',
    'This post appeared first on X.',
    'Skip to main content',
  ],
  ...[
    '\u200B',
    '\u00A0',
    '\u202E',
    'e\u0301',
    '👩\u200D👧',
    '\u0000',
    '\u2028',
    ' ',
    '  ',
    '\n',
    '\n\n',
    '\r\n',
    '\n\n\n',
  ],
];
const markdown = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...MARKS) },
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

describe('any text', () => {
  it('gives blocks in order that never overlap, with no white space at their ends', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const { article } = parseArticle({ articleId: 'a.md', bytes: Buffer.from(text) });
        if (article === undefined) return;
        let end = 0;
        for (const block of article.blocks) {
          expect(block.start).toBeGreaterThanOrEqual(end);
          expect(block.end).toBeGreaterThan(block.start);
          expect(article.cleaned.slice(end, block.start)).toMatch(/^\s*$/);
          const span = article.cleaned.slice(block.start, block.end);
          expect(span).toBe(span.trim());
          end = block.end;
        }
        expect(end).toBe(article.cleaned.length);
        expect(article.cleaned).toBe(article.cleaned.normalize('NFC'));
        expect(article.cleaned).not.toMatch(
          /[\u200B\u00AD\u202A-\u202E\u2066-\u2069\uFEFF]|(?![\n\t])\p{Cc}|\p{Surrogate}/u,
        );
        expect(article.title).not.toBe('');
      }),
      { numRuns: 400 },
    );
  });

  it('is read the same way each time', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const input = { articleId: 'a.md', bytes: Buffer.from(text) };
        expect(parseArticle(input)).toEqual(parseArticle(input));
      }),
      { numRuns: 50 },
    );
  });
});

describe('a long source of Markdown', () => {
  const section = fc.array(
    fc.constantFrom(
      'A paragraph of plain words that goes on\nover two lines and says nothing.',
      '## A heading',
      '- item\n- item two\n\n  more of it\n\n  - nested',
      '1. one\n\n   ```\n   code\n\n   more\n   ```\n\n2. two',
      '```js\n# not a heading\n\nWord\n```',
      '~~~\n```\n\nWord\n~~~',
      '<!-- a comment\n\nWord\n-->',
      '<pre>\n\nWord\n</pre>',
      '> quoted\n> more',
      '| a | b |\n|---|---|\n| 1 | 2 |',
      'A [link][ref] and a note[^n].',
      '    indented code',
      '***',
    ),
    { minLength: 30, maxLength: 30 },
  );

  it('means the same when it is parsed in parts', () => {
    fc.assert(
      fc.property(section, (parts) => {
        const source = `${parts.join('\n\n')}\n\n[ref]: https://a.example\n[^n]: A note.\n`;
        const split = parseMarkdown(source, { maxWholeLength: 0, partLength: 100 });
        const whole = flattenMarkdown(
          fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }),
          source,
        );
        if ('reason' in split) throw new Error(split.message);
        const withoutLists = ({ list, ...piece }: (typeof whole.pieces)[number]) => ({
          ...piece,
          isListed: list !== null,
        });
        expect(split.pieces.map(withoutLists)).toEqual(whole.pieces.map(withoutLists));
        expect(split.dropped).toEqual(whole.dropped);
      }),
      { numRuns: 60 },
    );
  });
});
