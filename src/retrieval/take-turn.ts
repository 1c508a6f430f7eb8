let last: Promise<unknown> = Promise.resolve();

/**
 * Resolves when it is the caller's turn: one caller in each round of the event loop. Where many questions are embedded at
 * about the same time, their searches would else follow each other without a gap, and everything else would wait for
 * all of them.
 */
export async function takeTurn(): Promise<void> {
  const turn = last.then(() => new Promise<void>((resolve) => void setImmediate(resolve)));
  last = turn;
  return turn;
}
