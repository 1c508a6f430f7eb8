import type { Passage } from '../passages/passage.ts';
import type { PassagesById } from './index-passages.ts';
import type { Timekeeper } from './find-by-time.ts';
import type { MilestoneDesk } from './milestone-desk.ts';

/** What questions about time are answered from: the dated events of one generation, and the date of its newest article. */
export function createTimekeeper(
  desk: MilestoneDesk,
  passages: readonly Passage[],
  passageById: PassagesById = new Map(passages.map((passage) => [passage.id, passage])),
): Timekeeper {
  let newest: string | null = null;
  for (const { article } of passages) {
    if (article.date !== null && (newest === null || article.date > newest)) newest = article.date;
  }
  return { desk, findPassage: (passageId) => passageById.get(passageId), newest };
}
