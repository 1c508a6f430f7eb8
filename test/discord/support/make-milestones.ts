import type { Passage } from '../../../src/answers/library.ts';
import type { MilestoneEntry } from '../../../src/answers/milestone-desk.ts';
import type { Milestone } from '../../../src/milestones/milestone.ts';
import { makePassages } from '../../doubles/make-passage.ts';

/** A milestone of a year whose words stand in a passage. */
export function makeMilestone(
  passage: Passage,
  words: string,
  draft: Partial<Milestone> & Pick<Milestone, 'id' | 'date'>,
): Milestone {
  const at = passage.text.indexOf(words);
  if (at === -1) throw new Error(`the passage does not hold “${words}”`);
  const start = passage.start + at;
  return {
    kind: 'dated',
    precision: draft.date.length === 4 ? 'year' : draft.date.length === 7 ? 'month' : 'day',
    dateEnd: null,
    circa: false,
    title: words,
    text: words,
    articleId: passage.article.id,
    passageId: passage.id,
    start,
    end: start + words.length,
    ...draft,
  };
}

/** An article with a milestone of each of so many years, the first in 1950; ids count from 1. */
export function makeYears(count: number): {
  readonly passages: readonly Passage[];
  readonly milestones: readonly Milestone[];
  readonly entries: readonly MilestoneEntry[];
} {
  const sentences = Array.from({ length: count }, (_, index) => {
    const year = (1950 + index).toString();
    return { year, words: `In ${year}, machine number ${String(index + 1)} was built.` };
  });
  const passages = makePassages([
    { title: 'Machines', heading: 'How many', text: sentences.map(({ words }) => words).join(' ') },
  ]);
  const entries = sentences.map(({ year, words }, index) => {
    const passage = passages.find(({ text }) => text.includes(words));
    if (passage === undefined) throw new Error(`no passage holds “${words}”`);
    const id = (index + 1).toString(16).padStart(16, '0');
    const { article, headingPath } = passage;
    return { milestone: makeMilestone(passage, words, { id, date: year }), article, headingPath };
  });
  return { passages, milestones: entries.map(({ milestone }) => milestone), entries };
}
