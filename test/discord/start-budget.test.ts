import { describe, expect, it } from 'vitest';
import { ReconnectDelay } from '../../src/discord/gateway/reconnect-delay.ts';
import { StartBudget } from '../../src/discord/gateway/start-budget.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe('the budget of starts', () => {
  it('lets ten an hour pass without a wait', () => {
    let now = DAY_MS;
    const budget = new StartBudget(null, () => now);
    for (let start = 0; start < 10; start++) {
      expect(budget.measureWaitMs(1, null)).toBe(0);
      budget.note();
      now += 1_000;
    }
    expect(budget.measureWaitMs(1, null)).toBe(14_000);
    expect(budget.measureWaitMs(2, null)).toBe(0);
  });

  it.each([1_000, 5_000, MINUTE_MS])(
    'leaves more than half of the day’s 1,000 to a loop that crashes after %i ms',
    (lifeMs) => {
      let now = DAY_MS;
      const budget = new StartBudget(null, () => now);
      let starts = 0;
      while (now < 3 * DAY_MS) {
        now += budget.measureWaitMs(1, null) + lifeMs;
        budget.note();
        starts += 1;
        expect(budget.countToday()).toBeLessThan(500);
      }
      expect(starts).toBeGreaterThan(100);
    },
  );

  it('spreads the last fifty over the time until there are more', () => {
    let now = DAY_MS;
    const budget = new StartBudget(null, () => now);
    budget.note();
    now += MINUTE_MS;
    const limit = { remaining: 9, resetAfterMs: 100 * MINUTE_MS };
    expect(budget.measureWaitMs(1, limit)).toBe(9 * MINUTE_MS);
    expect(budget.measureWaitMs(1, { ...limit, remaining: 50 })).toBe(0);
  });

  it('does not wait for a clock that was set back', () => {
    let now = 10 * DAY_MS;
    const budget = new StartBudget(null, () => now);
    for (let start = 0; start < 30; start++) budget.note();
    now -= DAY_MS;
    expect(budget.measureWaitMs(1, null)).toBe(0);
  });
});

describe('the wait before another attempt to connect', () => {
  it('is longer each time, at most a minute, and never the same for all', () => {
    for (const [chance, waits] of [
      [0, [0, 0, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]],
      [0.999999, [0, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]],
    ] as const) {
      const delay = new ReconnectDelay(
        () => 0,
        () => chance,
      );
      expect(waits.map(() => Math.round(delay.next()))).toEqual(waits);
    }
  });

  it('is short again once a connection has held for half a minute', () => {
    let now = 0;
    const delay = new ReconnectDelay(
      () => now,
      () => 0.999999,
    );
    for (let attempt = 0; attempt < 6; attempt++) delay.next();
    delay.noteConnected();
    now += 29_000;
    delay.noteLost();
    expect(delay.next()).toBeGreaterThan(8_000);
    delay.noteConnected();
    now += 31_000;
    delay.noteLost();
    expect(delay.next()).toBeLessThan(501);
  });
});
