import { createMilestoneDesk } from '../../src/answers/create-milestone-desk.ts';
import type { MilestoneDesk } from '../../src/answers/milestone-desk.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Passage } from '../../src/passages/passage.ts';
import type { Retriever } from '../../src/retrieval/retriever.ts';

/** Finds no passage for any question. */
export const emptyRetriever: Retriever = {
  search: (text) => Promise.resolve({ query: { text, terms: [] }, hits: [], embedMs: 0, searchMs: 0 }),
};

/** The desk itself, over a retriever that finds nothing: topics match by their words alone. */
export function createWordDesk(
  milestones: readonly Milestone[],
  passages: readonly Passage[],
): MilestoneDesk {
  return createMilestoneDesk({ milestones, passages, retriever: emptyRetriever });
}
