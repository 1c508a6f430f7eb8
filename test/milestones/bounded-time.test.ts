import { describe, expect, it } from 'vitest';
import { extractMilestones } from '../../src/milestones/extract-milestones.ts';
import type { Article, BlockKind } from '../../src/corpus/article.ts';
import type { Passage } from '../../src/passages/passage.ts';

/** An article of one block (or one a line) and one passage, so that nothing but the extraction takes time. */
function build(
  text: string,
  kind: BlockKind,
  oneALine = false,
): { article: Article; passages: readonly Passage[] } {
  const lines = oneALine ? text.split('\n') : [text];
  let at = 0;
  const blocks = lines.map((line) => {
    const block = { kind, start: at, end: at + line.length, depth: 1 };
    at += line.length + 1;
    return block;
  });
  const header = {
    id: 'a.md',
    title: 'A',
    url: null,
    author: null,
    date: '2025-08-13',
    tags: [],
    textIsPages: false,
  };
  const article: Article = { ...header, format: 'markdown', cleaned: text, blocks, dropped: [], sha256: '' };
  const passage: Passage = {
    id: '0'.repeat(16),
    article: header,
    headingPath: [],
    start: 0,
    end: text.length,
    text,
    blocks,
  };
  return { article, passages: [passage] };
}

/** Seconds of processor time that `action` takes: other programs on the machine do not count. */
function measureSeconds(action: () => void): number {
  const before = process.cpuUsage();
  action();
  return process.cpuUsage(before).user / 1e6;
}

const MAX_SECONDS = 8;
const MANY = 10_000;
const COUNT = 4000;
const allYears = Array.from({ length: MANY }, (_, index) => 1950 + (index % 70));
const years = allYears.slice(0, COUNT);

describe('extractMilestones on ten thousand dates', () => {
  it('keeps every one of them, in seconds', () => {
    const lines = allYears.map((year, index) => `- ${year}: Boat ${index} was built`).join('\n');
    const { article, passages } = build(lines, 'list-item', true);
    const seconds = measureSeconds(() => {
      expect(extractMilestones(article, passages)).toHaveLength(MANY + 1);
    });
    expect(seconds).toBeLessThan(MAX_SECONDS);
  });

  it.each([
    ['sentences of one paragraph', years.map((year) => `In ${year} it was built.`).join(' '), 'paragraph'],
    ['one sentence', `It was built in ${years.join(' and ')}`, 'paragraph'],
    [
      'days',
      years.map((year, index) => `It came on March ${1 + (index % 28)}, ${year}.`).join(' '),
      'paragraph',
    ],
    ['relative dates', 'Two weeks ago it was announced. '.repeat(COUNT), 'paragraph'],
    ['a table', `Name | Date\n${years.map((year) => `boat | ${year}-03-04`).join('\n')}`, 'table'],
    ['one row', `Name | Date\n${'boat | 2025 | '.repeat(COUNT)}`, 'table'],
    ['names and years', 'Summit 2025 '.repeat(COUNT), 'paragraph'],
    ['capitals', `${'Aa '.repeat(COUNT * 5)}2025`, 'paragraph'],
    ['digits', '1'.repeat(COUNT * 20), 'paragraph'],
    ['half dates', '2025-'.repeat(COUNT * 5), 'paragraph'],
    ['months', 'March '.repeat(COUNT * 5), 'paragraph'],
    ['spaces', `March${' '.repeat(COUNT * 20)}2025`, 'paragraph'],
    ['numeric dates', '03/04/2025 '.repeat(COUNT), 'paragraph'],
    ['brackets', `${'('.repeat(COUNT * 20)}2025`, 'paragraph'],
    ['abbreviations', `${'e.g. a. '.repeat(COUNT * 5)}in 2025`, 'paragraph'],
    ['by-lines', `published by ${'a'.repeat(COUNT * 20)}, 2025-01-01`, 'paragraph'],
    ['dashes', `2009 ${'— '.repeat(COUNT * 5)}`, 'list-item'],
    ['a heading', `2009 ${'— was '.repeat(COUNT * 2)}`, 'heading'],
    ['short sentences', 'It is. '.repeat(COUNT * 3), 'paragraph'],
  ] satisfies readonly (readonly [string, string, BlockKind])[])(
    'is not slowed down by %s',
    (_, text, kind) => {
      const { article, passages } = build(text, kind);
      expect(measureSeconds(() => extractMilestones(article, passages))).toBeLessThan(MAX_SECONDS);
    },
  );
});
