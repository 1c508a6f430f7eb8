import { describe, expect, it } from 'vitest';
import { findMilestones } from '../../src/milestones/find-milestones.ts';
import { extractMilestones } from '../../src/milestones/extract-milestones.ts';
import { parseDateRange } from '../../src/milestones/parse-date-range.ts';
import { writeArticle } from './write-article.ts';

const { article, passages } = writeArticle(
  `
## Timeline
- 2018: The year
- March 2018: The month
- 2009: The mast
- The 2010s: The years of calm
## News
It was sold on March 4, 2018.`,
  '2018-03-04',
);
const milestones = extractMilestones(article, passages);

function find(from: string | null, to: string | null): readonly string[] {
  const range = parseDateRange(from, to);
  if ('problem' in range) throw new Error(range.problem);
  return findMilestones(milestones, { range }).map(({ kind, date }) => `${kind} ${date}`);
}

describe('findMilestones', () => {
  it('gives all of them, oldest first, a shorter time before a longer one, key before dated before published', () => {
    expect(findMilestones(milestones).map(({ kind, date }) => `${kind} ${date}`)).toEqual([
      'key 2009',
      'key 2010',
      'key 2018',
      'key 2018-03',
      'dated 2018-03-04',
      'published 2018-03-04',
    ]);
  });

  it('finds what has a day in common with the range', () => {
    expect(find('2009', '2010')).toEqual(['key 2009', 'key 2010']);
    expect(find('2018-03-05', null)).toEqual(['key 2010', 'key 2018', 'key 2018-03']);
    expect(find(null, '2008')).toEqual([]);
  });

  it('narrows to an article and to kinds', () => {
    expect(findMilestones(milestones, { articleId: 'other.md' })).toEqual([]);
    expect(findMilestones(milestones, { articleId: article.id, kinds: ['dated'] })).toHaveLength(1);
  });
});
