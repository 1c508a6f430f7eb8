import type { Article } from '../corpus/article.ts';
import { compareMilestones } from '../milestones/find-milestones.ts';
import { extractMilestones } from '../milestones/extract-milestones.ts';
import type { Milestone } from '../milestones/milestone.ts';
import type { Passage } from '../passages/passage.ts';

/** How long other work of the process may have to wait for its turn, in milliseconds. */
const TURN_MS = 50;

/** The milestones of all articles, oldest first. Gives other work a turn now and then: the lock must be kept fresh. */
export async function extractAllMilestones(
  articles: readonly Article[],
  passages: readonly Passage[],
  { signal }: { readonly signal: AbortSignal },
): Promise<readonly Milestone[]> {
  const passagesOf = new Map<string, Passage[]>();
  for (const passage of passages) {
    const own = passagesOf.get(passage.article.id);
    if (own === undefined) passagesOf.set(passage.article.id, [passage]);
    else own.push(passage);
  }
  const milestones: Milestone[] = [];
  let turnEnds = performance.now() + TURN_MS;
  for (const article of articles) {
    for (const milestone of extractMilestones(article, passagesOf.get(article.id) ?? [])) {
      milestones.push(milestone);
    }
    if (performance.now() < turnEnds) continue;
    await new Promise(setImmediate);
    signal.throwIfAborted();
    turnEnds = performance.now() + TURN_MS;
  }
  // As they are shown: whoever opens the index then finds them in order.
  return milestones.sort(compareMilestones);
}
