import { expect, it } from 'vitest';
import { takeTurn } from '../../src/retrieval/take-turn.ts';

it('lets one caller through in each round of the event loop, in the order of asking', async () => {
  let round = 0;
  let counting = true;
  const count = (): void => {
    round += 1;
    if (counting) setImmediate(count);
  };
  setImmediate(count);
  const order: number[] = [];
  const rounds = await Promise.all(
    [0, 1, 2, 3].map(async (caller) => {
      await takeTurn();
      order.push(caller);
      return round;
    }),
  );
  counting = false;
  expect(order).toEqual([0, 1, 2, 3]);
  expect(new Set(rounds).size).toBe(4);
});
