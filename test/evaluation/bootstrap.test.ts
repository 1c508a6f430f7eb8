import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateMean } from '../../src/evaluation/bootstrap.ts';

describe('estimateMean', () => {
  it('gives the mean within its interval, and how many values it is of', () => {
    const estimate = estimateMean([1, 1, 1, 0]);
    expect(estimate).toMatchObject({ value: 0.75, count: 4 });
    expect(estimate?.low).toBeLessThan(0.75);
    expect(estimate?.high).toBe(1);
  });

  it('comes near to the interval of the normal distribution for many values', () => {
    // 100 of 400: standard error √(0.25 × 0.75 / 400) = 0.02165, so 0.25 ± 1.96 × 0.02165 = 0.2076 to 0.2924.
    const estimate = estimateMean(Array.from({ length: 400 }, (_, index) => Number(index % 4 === 0)));
    expect(Math.abs((estimate?.low ?? 0) - 0.2076)).toBeLessThan(0.005);
    expect(Math.abs((estimate?.high ?? 0) - 0.2924)).toBeLessThan(0.005);
  });

  it('is one point where all values are equal', () => {
    expect(estimateMean([0.5, 0.5, 0.5])).toEqual({ value: 0.5, low: 0.5, high: 0.5, count: 3 });
  });

  it('has nothing to say of no values', () => {
    expect(estimateMean([])).toBeNull();
  });

  it('gives the same interval for the same seed, and another for another', () => {
    const values = [0.1, 0.9, 0.4, 0.7, 0.2, 0.35];
    expect(estimateMean(values)).toEqual(estimateMean(values));
    expect(estimateMean(values, { seed: 1 })).not.toEqual(estimateMean(values, { seed: 2 }));
  });

  it('keeps low ≤ high between the least and the greatest value, for any values and seed', () => {
    const values = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(values, fc.integer(), (sample, seed) => {
        const estimate = estimateMean(sample, { seed, resamples: 50 });
        if (estimate === null) throw new Error('there are values');
        expect(estimate.low).toBeLessThanOrEqual(estimate.high);
        expect(estimate.low).toBeGreaterThanOrEqual(Math.min(...sample) - 1e-9);
        expect(estimate.high).toBeLessThanOrEqual(Math.max(...sample) + 1e-9);
      }),
    );
  });
});
