import { describe, expect, it } from 'vitest';
import { describeWeek } from '../../src/feedback/week/describe-week.ts';
import { drawWeekInThread } from '../../src/feedback/week/draw-week-in-thread.ts';
import { renderWeek } from '../../src/feedback/week/render-week.ts';
import type { Week } from '../../src/feedback/week/week-picture.ts';

const week = (scale: number): Week =>
  Array.from({ length: 7 }, (_, index) => ({
    date: `2026-01-0${(index + 1).toString()}`,
    ...{ answered: scale * index, refused: scale * 2 * index, unhelpful: index },
  }));

const readSize = (png: Uint8Array) => {
  const bytes = Buffer.from(png);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
};

describe('the picture of a week', () => {
  it('is as high for a few questions as for many, and can be drawn off this thread', async () => {
    const few = await renderWeek(week(1));
    const many = await drawWeekInThread(week(10_000));
    expect(readSize(few.png).width).toBe(1100);
    // A part with a single question beside thousands is four pixels high, so that it is seen.
    expect(Math.abs(readSize(few.png).height - readSize(many.png).height)).toBeLessThanOrEqual(8);
    expect(readSize(few.png).height).toBeLessThan(800);
  });

  it('can be drawn where nothing was asked', async () => {
    expect(readSize((await renderWeek(week(0))).png).width).toBe(1100);
  });

  it('says the same in words, within what Discord takes', () => {
    expect(describeWeek(week(1)).slice(0, 108)).toBe(
      'Questions of the last seven days. 1 Jan: none; 2 Jan: 1 answered, 2 not in the articles, 1 marked unhelpful;',
    );
    expect(describeWeek(week(10_000_000)).length).toBeLessThan(1024);
  });
});
