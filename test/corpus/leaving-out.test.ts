import { describe, expect, it } from 'vitest';
import { parseText } from './parse-text.ts';

const textOf = (markdown: string) => parseText(markdown).cleaned;
const droppedOf = (markdown: string) =>
  parseText(markdown).dropped.map(({ text, reason }) => `${reason}: ${text}`);

describe('lists of references', () => {
  it.each([
    'References',
    'Sources',
    'Further reading',
    'See also',
    'Related links',
    'Read more',
    'Links and References',
  ])('go with their heading "%s"', (heading) => {
    const markdown = `# T\n\nText.\n\n## ${heading}\n\n- [One](https://a.example): about one\n- Two, a book of 1999\n\n## Next\n\nMore.`;
    expect(textOf(markdown)).toBe('T\n\nText.\n\nNext\n\nMore.');
    expect(droppedOf(markdown)).toEqual([
      `reference-list: ${heading}`,
      'reference-list: - One: about one',
      'reference-list: - Two, a book of 1999',
    ]);
  });

  it('go where their heading is a bold line, and end at a rule or at prose', () => {
    expect(
      textOf('Text.\n\n**References:**\n\n- A title\n- Another\n\n---\n\nThe end of the story is told here.'),
    ).toBe('Text.\n\nThe end of the story is told here.');
    expect(
      textOf(
        'Text.\n\n## References\n\n- A title\n\nRemember that the best model is not always the right one.',
      ),
    ).toBe('Text.\n\nRemember that the best model is not always the right one.');
  });

  it('go under a softer heading only where every entry is a link', () => {
    expect(textOf('Text.\n\n## Resources\n\n- [One](https://a.example)\n- Docs: https://b.example')).toBe(
      'Text.',
    );
    const mixed =
      'Text.\n\n## Resources\n\n- [One](https://a.example)\n- The tool needs two cores and a good deal of patience.';
    expect(textOf(mixed)).toContain('The tool needs two cores');
    expect(textOf(mixed)).toContain('Resources');
  });

  it('go where nothing gives a list of bare links a meaning', () => {
    const links = '- [One](https://a.example)\n- <https://b.example>';
    expect(textOf(`Text.\n\n${links}\n\nEnd.`)).toBe('Text.\n\nEnd.');
    expect(textOf(`Text.\n\nLearn more:\n\n${links}`)).toBe('Text.');
    expect(textOf(`It runs on these systems:\n\n${links}`)).toContain('- One');
    expect(textOf(`Text.\n\n## Supported systems\n\n${links}`)).toContain('- One');
  });

  it('stay where the section is prose', () => {
    const markdown =
      '# T\n\n## Sources of error\n\n- [Drift](https://a.example) of the clock\n\nThe clock drifts.';
    expect(textOf(markdown)).toBe('T\n\nSources of error\n\n- Drift of the clock\n\nThe clock drifts.');
  });

  it('take paragraphs with them that are nothing but a link to read on', () => {
    expect(textOf('Text.\n\n[Read the full report](https://a.example)\n\nhttps://b.example/c')).toBe('Text.');
    expect(textOf('Text.\n\n[Ada Lovelace](https://a.example)')).toBe('Text.\n\nAda Lovelace');
  });
});

describe('notices of first publication', () => {
  it.each([
    'This post appeared first on "The Blog". [Read the entire article here](https://a.example)',
    '[Read the entire article](https://a.example)',
    '*Originally published at [a.example](https://a.example).*',
    'This article was originally published on the Foo blog.',
    'Cross-posted from the Bar blog.',
    'For more, visit the original article at [Code](https://a.example).',
  ])('are left out: %s', (notice) => {
    const markdown = `Text.\n\n${notice}`;
    expect(textOf(markdown)).toBe('Text.');
    expect(parseText(markdown).dropped[0]).toMatchObject({ line: 3, reason: 'syndication-notice' });
  });

  it('are told from a paragraph that only mentions them', () => {
    const paragraph = `The term appeared first in a paper of 1956. ${'It was taken up by many others after that, and changed its meaning. '.repeat(4)}`;
    expect(textOf(paragraph)).toBe(paragraph.trim());
  });
});
