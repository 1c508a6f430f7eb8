import type { Passage } from '../passages/passage.ts';
import type { Timekeeper } from './find-by-time.ts';
import type { MilestoneDesk } from './milestone-desk.ts';

/** What questions about time are answered from: the dated events of one generation, and the date of its newest article. */
export function createTimekeeper(desk: MilestoneDesk, passages: readonly Passage[]): Timekeeper {
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  const dates = passages.flatMap(({ article }) => article.date ?? []).sort();
  return { desk, findPassage: (passageId) => byId.get(passageId), newest: dates.at(-1) ?? null };
}
