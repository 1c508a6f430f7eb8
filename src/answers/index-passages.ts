import type { Passage } from '../passages/passage.ts';

/** Passage id → passage. */
export type PassagesById = ReadonlyMap<string, Passage>;

/** How many are entered before other work of the process gets a turn. */
const PASSAGES_PER_TURN = 5_000;

/** The passages by their ids. Gives other work a turn now and then: a running bot answers while it opens a new index. */
export async function indexPassages(passages: readonly Passage[]): Promise<PassagesById> {
  const byId = new Map<string, Passage>();
  for (const [position, passage] of passages.entries()) {
    byId.set(passage.id, passage);
    if (position % PASSAGES_PER_TURN === PASSAGES_PER_TURN - 1) await new Promise(setImmediate);
  }
  return byId;
}
