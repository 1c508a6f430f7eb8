import { describe, expect, it } from 'vitest';
import { settleDayOrder } from '../../src/milestones/settle-day-order.ts';
import { findVersionDates } from '../../src/milestones/version-dates.ts';

const NONE = new Set<string>();

describe('settleDayOrder', () => {
  it('learns from dates that can be read one way only', () => {
    expect(settleDayOrder('on 03/04/2025 and 22/04/2025', NONE)).toBe('day-first');
    expect(settleDayOrder('on 03/04/2025 and 04/22/2025', NONE)).toBe('month-first');
  });

  it('learns from a day that the article names otherwise', () => {
    expect(settleDayOrder('on 03/04/2025', new Set(['2025-04-03']))).toBe('day-first');
    expect(settleDayOrder('on 03/04/2025', new Set(['2025-03-04']))).toBe('month-first');
  });

  it('settles nothing without a vote, or with votes that differ', () => {
    expect(settleDayOrder('on 03/04/2025 and 05/05/2025', NONE)).toBeNull();
    expect(settleDayOrder('on 22/04/2025 and 04/22/2025', NONE)).toBeNull();
  });
});

describe('findVersionDates', () => {
  it('finds days that name a version anywhere in the text', () => {
    const text =
      'API version 2025-11-01 is out. Follow the 2025-06-18 MCP specification, or 2021-02-01-preview.';
    expect([...findVersionDates(text)]).toEqual(['2025-11-01', '2025-06-18', '2021-02-01']);
  });

  it('takes no day of an event for a version', () => {
    expect([...findVersionDates('Version 2 came out on 2025-11-01 and the API closed 2026-01-31.')]).toEqual(
      [],
    );
  });
});
