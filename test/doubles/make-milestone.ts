import { createHash } from 'node:crypto';
import { precisionOf } from '../../src/milestones/calendar-date.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Passage } from '../../src/passages/passage.ts';

/** A milestone of a passage, whose text is the whole passage where nothing else is given. */
export function makeMilestone(passage: Passage, draft: Partial<Milestone> = {}): Milestone {
  const { date = '2009' } = draft;
  const { text, start, end, article } = passage;
  const key = JSON.stringify([passage.id, date, draft]);
  return {
    id: createHash('sha256').update(key).digest('hex').slice(0, 16),
    kind: 'dated',
    date,
    precision: precisionOf(date),
    dateEnd: null,
    circa: false,
    title: text,
    ...{ text, start, end },
    articleId: article.id,
    passageId: passage.id,
    ...draft,
  };
}
