import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractMilestones } from '../../src/milestones/extract-milestones.ts';
import { parseMilestones, serializeMilestones } from '../../src/milestones/milestone-file.ts';
import { writeArticle } from './write-article.ts';

const { article, passages } = writeArticle(
  '## Key Milestones\n- 2009: The first pier\n- 2019–2021: The “long” repair\nIn March 2018, the harbour was opened.',
  '2025-08-22',
);
const milestones = extractMilestones(article, passages);

function write(given = milestones): string {
  return [...serializeMilestones(given)].map((line) => `${line}\n`).join('');
}

describe('the file of milestones', () => {
  it('gives back what was extracted', () => {
    expect(milestones.length).toBeGreaterThanOrEqual(4);
    expect(parseMilestones(write())).toEqual(milestones);
    expect(write().split('\n')).toHaveLength(milestones.length + 1);
  });

  it('gives back any words, line breaks and half characters too', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const given = milestones.map((milestone) => ({ ...milestone, text, title: `${text}\n\u2028` }));
        expect(parseMilestones(write(given))).toEqual(given);
      }),
    );
  });

  it('is empty where there are none', () => {
    expect(write([])).toBe('');
    expect(parseMilestones('')).toEqual([]);
  });

  it.each([
    ['no JSON', '{'],
    ['an empty line', ''],
    ['another kind', JSON.stringify({ ...milestones[0], kind: 'rumour' })],
    ['no passage', JSON.stringify({ ...milestones[0], passageId: undefined })],
    ['a date in words', JSON.stringify({ ...milestones[0], date: 'last year' })],
  ])('numbers the line that holds %s', (_what, line) => {
    const [first = ''] = serializeMilestones(milestones);
    expect(() => parseMilestones(`${first}\n${line}\n`)).toThrow(/^Line 2 of the milestones is none/);
  });
});
