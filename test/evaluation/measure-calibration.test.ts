import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureCalibration } from '../../src/evaluation/measure-calibration.ts';
import { findPercentile } from '../../src/evaluation/percentile.ts';

describe('measureCalibration', () => {
  it('gives Brier score, calibration error and bins, worked out by hand', () => {
    const calibration = measureCalibration([
      { probability: 0.92, cameTrue: true },
      { probability: 0.98, cameTrue: false },
      { probability: 1, cameTrue: true },
      { probability: 0.1, cameTrue: false },
      { probability: 0.3, cameTrue: true },
    ]);
    // (0.08² + 0.98² + 0² + 0.1² + 0.7²) / 5 = (0.0064 + 0.9604 + 0 + 0.01 + 0.49) / 5.
    expect(calibration?.brier).toBeCloseTo(0.29336, 10);
    expect(calibration).toMatchObject({ count: 5, baseRate: 0.6 });
    expect(calibration?.brierOfBaseRate).toBeCloseTo(0.24, 10);
    // Bin 0.9–1.0: |0.9667 − 0.6667| × 3/5; bin 0.1–0.2: 0.1 × 1/5; bin 0.3–0.4: 0.7 × 1/5.
    expect(calibration?.expectedCalibrationError).toBeCloseTo(0.18 + 0.02 + 0.14, 10);
    expect(calibration?.bins.map(({ count }) => count)).toEqual([0, 1, 0, 1, 0, 0, 0, 0, 0, 3]);
    expect(calibration?.bins[0]).toEqual({
      ...{ low: 0, high: 0.1, count: 0, meanProbability: null, shareTrue: null },
    });
  });

  it('is perfect for forecasts that are certain and right', () => {
    const calibration = measureCalibration([
      { probability: 1, cameTrue: true },
      { probability: 0, cameTrue: false },
    ]);
    expect(calibration).toMatchObject({ brier: 0, expectedCalibrationError: 0 });
  });

  it('says nothing of no forecasts', () => {
    expect(measureCalibration([])).toBeNull();
  });

  it('puts every forecast into one bin that holds its probability', () => {
    const forecast = fc.record({
      probability: fc.double({ min: 0, max: 1, noNaN: true }),
      cameTrue: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(forecast, { minLength: 1 }), (forecasts) => {
        const { bins = [], brier = -1 } = measureCalibration(forecasts) ?? {};
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(forecasts.length);
        for (const { low, high, meanProbability } of bins) {
          if (meanProbability === null) continue;
          expect(meanProbability).toBeGreaterThanOrEqual(low - 1e-9);
          expect(meanProbability).toBeLessThanOrEqual(high + 1e-9);
        }
        expect(brier).toBeGreaterThanOrEqual(0);
        expect(brier).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('findPercentile', () => {
  it('is a value that was measured, by nearest rank', () => {
    const times = [15, 20, 35, 40, 50];
    expect([0, 0.3, 0.5, 0.95, 1].map((share) => findPercentile(times, share))).toEqual([15, 20, 35, 50, 50]);
    expect(findPercentile([], 0.5)).toBeNull();
  });
});
