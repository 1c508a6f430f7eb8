import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MarkdownNode } from '../../../src/playground/page/markdown/markdown-node.ts';
import { parseMarkdown } from '../../../src/playground/page/markdown/parse-markdown.ts';
import { readLink } from '../../../src/playground/page/markdown/read-link.ts';

const text = (words: string): MarkdownNode => ({ kind: 'text', text: words });

function listLinks(nodes: readonly MarkdownNode[]): readonly string[] {
  return nodes.flatMap((node) => {
    const below = 'children' in node ? listLinks(node.children) : [];
    const items = node.kind === 'list' ? node.items.flatMap(listLinks) : [];
    return [...(node.kind === 'link' ? [node.href] : []), ...below, ...items];
  });
}

function readShown(nodes: readonly MarkdownNode[]): string {
  return nodes
    .map((node) => {
      if ('text' in node) return node.text;
      if (node.kind === 'break') return '\n';
      if (node.kind === 'list') return node.items.map(readShown).join('\n');
      return 'children' in node ? readShown(node.children) : '';
    })
    .join('');
}

describe('Markdown of a message', () => {
  it('has bold, italics, underlines, strokes, spoilers and code', () => {
    expect(parseMarkdown('**a** *b* __c__ ~~d~~ ||e|| `f`').filter(({ kind }) => kind !== 'text')).toEqual([
      { kind: 'strong', children: [text('a')] },
      { kind: 'emphasis', children: [text('b')] },
      { kind: 'underline', children: [text('c')] },
      { kind: 'strike', children: [text('d')] },
      { kind: 'spoiler', children: [text('e')] },
      { kind: 'code', text: 'f' },
    ]);
    expect(parseMarkdown('```ts\nlet a = 1;\n```')).toEqual([
      { kind: 'codeBlock', text: 'let a = 1;', language: 'ts' },
    ]);
  });

  it('shows an escaped answer as the bot means it: a quote, a marker and a footnote', () => {
    const source = '> Git was *not* free\\. \\[1\\]\n\n\\[1\\] [A title](https://example.org/a_b_c) · Part';
    expect(parseMarkdown(source)).toEqual([
      {
        kind: 'quote',
        children: [text('Git was '), { kind: 'emphasis', children: [text('not')] }, text(' free. [1]')],
      },
      { kind: 'break' },
      text('[1] '),
      { kind: 'link', href: 'https://example.org/a_b_c', children: [text('A title')] },
      text(' · Part'),
    ]);
  });

  it('takes brackets in pairs and escapes in the label of a link, and parentheses in its address', () => {
    expect(parseMarkdown('[a \\[1\\] [b] \\*c](https://example.org/d_(e)?f=\\_g "title")')).toEqual([
      { kind: 'link', href: 'https://example.org/d_(e)?f=_g', children: [text('a [1] [b] *c')] },
    ]);
    expect(parseMarkdown('[a [b](https://example.org/)').filter(({ kind }) => kind === 'link')).toHaveLength(
      1,
    );
  });

  it('has nested lists, with and without numbers', () => {
    expect(parseMarkdown('- one\n- two\n  - three\n\n4. four')).toEqual([
      {
        kind: 'list',
        start: null,
        items: [[text('one')], [text('two'), { kind: 'list', start: null, items: [[text('three')]] }]],
      },
      { kind: 'break' },
      { kind: 'list', start: 4, items: [[text('four')]] },
    ]);
  });

  it('takes a dash for a list at the start of a line only', () => {
    expect(parseMarkdown('a - b\n-c')).toEqual([text('a - b'), { kind: 'break' }, text('-c')]);
    expect(parseMarkdown('\\- a')).toEqual([text('- a')]);
  });

  it('has headings and small print behind a list and a quote, too', () => {
    expect(parseMarkdown('- a\n# b\n> c\n-# d').map(({ kind }) => kind)).toEqual([
      'list',
      'heading',
      'quote',
      'subtext',
    ]);
  });

  it('has mentions and instants by their ids and times', () => {
    const id = '123456789012345678';
    expect(parseMarkdown(`<@${id}><#${id}></ask:${id}><t:1700000000:R>`)).toEqual([
      { kind: 'user', id },
      { kind: 'channel', id },
      { kind: 'command', name: 'ask' },
      { kind: 'timestamp', atMs: 1_700_000_000_000, style: 'R' },
    ]);
    expect(parseMarkdown('<t:99999999999999999:R>')).toEqual([text('<t:99999999999999999:R>')]);
  });

  it('keeps HTML as text', () => {
    const source = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    expect(parseMarkdown(source)).toEqual([text(source)]);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'vbscript:x', ' javascript:x'])(
    'makes no link of %s',
    (target) => {
      const nodes = parseMarkdown(`[words](${target}) <${target}>`);
      expect(listLinks(nodes)).toEqual([]);
      expect(readShown(nodes)).toContain('words');
    },
  );

  it('shows a text longer than any field of Discord as it is', () => {
    const source = '*'.repeat(10_000);
    expect(parseMarkdown(source)).toEqual([text(source)]);
  });

  it.each([
    '[',
    '*',
    '_',
    '||',
    '~~',
    '`',
    '> ',
    '- ',
    '](',
    '[a](',
    '\\',
    'a',
    '1. ',
    '_*a*',
    '\n  - ',
    '[](https://a',
    '[a](https://b(',
    '<https://a',
    '\\[',
  ])('reads a field full of %j in a moment', (unit) => {
    const start = performance.now();
    parseMarkdown(unit.repeat(Math.floor(4096 / unit.length)));
    expect(performance.now() - start).toBeLessThan(1500);
  });

  it('shows marks that are nested deeper than anybody writes them as text', () => {
    const measureDepth = (nodes: ReturnType<typeof parseMarkdown>): number =>
      Math.max(0, ...nodes.map((node) => ('children' in node ? 1 + measureDepth(node.children) : 0)));
    for (const mark of ['_', '*', '~~', '||', '__', '**', '_*']) {
      const closing = mark === '_*' ? '*_' : mark;
      const nodes = parseMarkdown(`${mark.repeat(1000)}a${closing.repeat(1000)}`);
      expect(measureDepth(nodes)).toBeLessThan(40);
    }
  });

  it('links to nothing but pages, whatever the text', () => {
    const part = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      'javascript:',
      'https://a.b/',
      '*',
      '|',
      'x',
      ' ',
      '\n',
      '- ',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        for (const href of listLinks(parseMarkdown(parts.join('')))) expect(href).toMatch(/^https?:\/\//);
      }),
    );
  });

  it('loses no letter of plain words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-zA-Z0-9]{1,12}$/), { minLength: 1, maxLength: 12 }),
        (words) => {
          expect(readShown(parseMarkdown(words.join(' ')))).toBe(words.join(' '));
        },
      ),
    );
  });
});

describe('a link', () => {
  it('leads to a message where it is one of Discord', () => {
    expect(
      readLink('https://discord.com/channels/123456789012345678/223456789012345678/323456789012345678'),
    ).toEqual({
      kind: 'jump',
      channelId: '223456789012345678',
      messageId: '323456789012345678',
    });
    expect(readLink('https://elsewhere.example/channels/123456789012345678/223456789012345678')?.kind).toBe(
      'page',
    );
  });

  it('is null where it leads nowhere', () => {
    expect(readLink('not a link')).toBeNull();
    expect(readLink('ftp://example.org')).toBeNull();
  });
});
