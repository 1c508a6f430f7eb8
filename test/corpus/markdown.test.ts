import { describe, expect, it } from 'vitest';
import { describeBlocks, parseFixture, parseText } from './parse-text.ts';

const blocksOf = (markdown: string) => describeBlocks(parseText(markdown));

describe('Markdown', () => {
  it('becomes plain text with its structure as blocks', () => {
    const article = parseFixture('glacier-sensors.md');
    expect(article).toMatchObject({
      title: 'Sensors under the glacier',
      author: 'Rosa Lindqvist, Pavel Osei',
      date: '2022-12-01',
      url: 'https://ice.example/sensors',
      format: 'markdown',
      textIsPages: false,
    });
    expect(article.cleaned).toBe(
      [
        'The probe melts its own way down and never comes back.',
        'How it is built',
        '1. A heated nose, 40 mm wide.\n2. A tether of three parts:\n  - power,\n  - data,\n  - a thread that tells how fast the ice moves.\n  The thread breaks first.\nnose -> tether -> winch\n3. A winch.',
        'What it costs',
        'Part | Price\nNose | 1,200\nTether | 300 per metre',
        'Prices are of 2022.',
        'Written for the field. See the log for drill  --slow.',
      ].join('\n\n'),
    );
    expect(article.blocks.map(({ kind, depth }) => `${kind} ${depth}`)).toEqual([
      'paragraph 0',
      'heading 2',
      'list-item 1',
      'list-item 1',
      'list-item 2',
      'list-item 2',
      'list-item 2',
      'paragraph 0',
      'code 0',
      'list-item 1',
      'heading 3',
      'table 0',
      'quote 0',
      'paragraph 0',
    ]);
  });

  it('reports every part that it leaves out, with its line and reason', () => {
    expect(parseFixture('glacier-sensors.md').dropped).toEqual([
      { line: 11, text: '<!-- the summary ends here -->', reason: 'markup' },
      { line: 36, text: 'A probe', reason: 'image' },
      { line: 38, text: '[!NOTE]', reason: 'markup' },
      { line: 43, text: '{% youtube abc_def_ghi %}', reason: 'markup' },
      {
        line: 45,
        text: 'This post appeared first on "Ice Log". Read the entire article here',
        reason: 'syndication-notice',
      },
    ]);
  });

  it.each([
    ['*a* **b** ~~c~~ `d` [e](https://x.example "t") <https://y.example>', 'a b c d e https://y.example'],
    ['soft\nbreak and  two   spaces', 'soft break and two spaces'],
    ['hard  \nbreak and\\\nanother<br>one', 'hard\nbreak and\nanother\none'],
    ['before ![gone](x.png) after', 'before after'],
    ['AT&amp;T &copy; &#8212; &lt;b&gt;', 'AT&T © — <b>'],
    ['a\u00A0b\u2009c\u3000d\te', 'a b c d e'],
    ['ze\u200Bro\uFEFF wi\u00ADdth \u202Eright\u202C \u0007bell', 'zero width right bell'],
    ['“quotes” – and — dashes… ‘stay’', '“quotes” – and — dashes… ‘stay’'],
    ['e\u0301 and \u212B', 'é and Å'],
    ['a family 👩\u200D👩\u200D👧 and a\u200Db', 'a family 👩\u200D👩\u200D👧 and ab'],
    ['press <kbd>Ctrl</kbd><!-- no --> and H<sub>2</sub>O', 'press Ctrl and H2O'],
    ['a List<string> of <name> and <my-id>', 'a List<string> of <name> and <my-id>'],
    ['an <abbr title="x">unknown</abbr> <foo>tag</foo>', 'an unknown tag'],
    ['see[^1] it\n\n[^1]: The note.', 'see it\n\nThe note.'],
    ['[text][ref] here\n\n[ref]: https://x.example', 'text here'],
    ['## A heading {#anchor}\n\nText.', 'A heading\n\nText.'],
    ['Setext\n======\n\nText.', 'Setext\n\nText.'],
    ['text {{< ref "a" >}} and {% raw %}more{% endraw %}', 'text and more'],
    ['{% include a.html %}\n{: .note}\n\n[TOC]\n\nText', 'Text'],
  ])('renders %j', (markdown, cleaned) => {
    expect(parseText(markdown).cleaned).toBe(cleaned);
  });

  it('keeps code as it stands, without its fences and the empty lines around it', () => {
    expect(
      blocksOf('Run:\n\n```sh\n\n  if a; then\n\tb   \n  fi\n\n```\n\n    indented\n      more\n'),
    ).toEqual(['paragraph 0: Run:', 'code 0: if a; then\n\tb\n  fi', 'code 0: indented\n  more']);
  });

  it('writes tables as rows with bars, without the row of dashes', () => {
    expect(blocksOf('| *a* | b |\n|:--|--:|\n| 1 \\| 2 | `x` |\n|  | y |\n\nEnd.')).toEqual([
      'table 0: a | b\n1 | 2 | x\n| y',
      'paragraph 0: End.',
    ]);
  });

  it('begins each list item at its marker, two spaces further in at each level', () => {
    const { cleaned } = parseText(
      'Intro:\n\n* one\n\n  more of one\n\n* two\n\n    3. three\n    4. four\n        - five\n\nEnd.',
    );
    expect(cleaned).toBe('Intro:\n\n- one\n  more of one\n- two\n  3. three\n  4. four\n    - five\n\nEnd.');
  });

  it('keeps what a list item holds apart: code, tables, quotes', () => {
    expect(
      blocksOf('1. first\n\n   ```\n   code\n   ```\n\n2. - nested at once\n3. ```\n   only code\n   ```\n'),
    ).toEqual([
      'list-item 1: 1. first',
      'code 0: code',
      'list-item 2: - nested at once',
      'code 0: only code',
    ]);
  });

  it('turns paragraphs of bold text into headings one level below, where text follows', () => {
    expect(
      blocksOf(
        '# Title\n\n**By Ada**\n\n**1 May**\n\n## Part\n\n**Issue Summary**\n\nText.\n\n**Cause:**\n\n- a\n\n**It is over.**\n\nEnd.',
      ),
    ).toEqual([
      'heading 1: Title',
      'paragraph 0: By Ada',
      'paragraph 0: 1 May',
      'heading 2: Part',
      'heading 3: Issue Summary',
      'paragraph 0: Text.',
      'heading 3: Cause:',
      'list-item 1: - a',
      'paragraph 0: It is over.',
      'paragraph 0: End.',
    ]);
  });

  it('keeps the text of HTML within it, with its structure', () => {
    const article = parseText(
      '<details><summary>More</summary>\n\nInside **bold**.\n\n</details>\n\n<table><tr><th>A</th></tr><tr><td>1</td></tr></table>\n\n<script>alert(1)</script>\n',
    );
    expect(describeBlocks(article)).toEqual([
      'paragraph 0: More',
      'paragraph 0: Inside bold.',
      'table 0: A\n1',
    ]);
    expect(article.dropped).toEqual([{ line: 9, text: '<script>alert(1)</script>', reason: 'markup' }]);
  });

  it.each([
    ['# The *one*\n\nText.', 'The one'],
    ['Intro.\n\n## Second\n\n# First\n\nText.', 'First'],
    ['## Second\n\nText.', 'Second'],
    ['A short first line\nand more.\n\nText.', 'A short first line and more.'],
    [`${'long '.repeat(60)}\n\nText.`, 'my notes 2024'],
  ])('takes the title of %j from its text, or else from its name', (markdown, title) => {
    expect(parseText(markdown, 'folder/my-notes_2024.md').title).toBe(title);
  });
});
