import type { Passage } from '../passages/passage.ts';

/**
 * The passage that an offset of the article falls into, or the next one after it (a heading belongs to what follows);
 * else the last. `passages` are those of one article, in order. Undefined where there are none.
 */
export function findPassage(passages: readonly Passage[], offset: number): Passage | undefined {
  let low = 0;
  let high = passages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((passages[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return passages[low] ?? passages.at(-1);
}
