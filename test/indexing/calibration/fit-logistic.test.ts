import { describe, expect, it } from 'vitest';
import { applyLogistic, type Example, fitLogistic } from '../../../src/indexing/calibration/fit-logistic.ts';

const prior = { bias: 0, weights: { good: 0, noise: 0 } };

/** Three in four are answerable where `good` is 1, one in four where it is 0; `noise` says nothing. */
const examples: readonly Example[] = [0, 1].flatMap((good) =>
  [0, 1].flatMap((noise) =>
    [0, 1, 2, 3].map((index) => ({
      signals: { good, noise },
      isAnswerable: good === 1 ? index < 3 : index < 1,
      weight: 1,
    })),
  ),
);

describe('fitLogistic', () => {
  it('finds the odds that the examples have', () => {
    const model = fitLogistic(examples, { prior, strength: 0 });
    expect(applyLogistic(model, { good: 1, noise: 0 })).toBeCloseTo(0.75, 6);
    expect(applyLogistic(model, { good: 0, noise: 1 })).toBeCloseTo(0.25, 6);
    expect(model.weights.noise).toBeCloseTo(0, 6);
  });

  it('stays nearer to the prior the stronger it is drawn to it', () => {
    const centre = { bias: 0, weights: { good: -1, noise: 2 } };
    const weights = [0.01, 0.1, 1, 100].map(
      (strength) => fitLogistic(examples, { prior: centre, strength }).weights.good ?? 0,
    );
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
    expect(weights.at(-1)).toBeCloseTo(-1, 1);
  });

  it('keeps the share of answerable ones right, whatever the prior says', () => {
    const centre = { bias: 5, weights: { good: 3, noise: 3 } };
    const model = fitLogistic(examples, { prior: centre, strength: 10 });
    const mean =
      examples.reduce((sum, { signals }) => sum + applyLogistic(model, signals), 0) / examples.length;
    expect(mean).toBeCloseTo(0.5, 6);
  });

  it('is the prior where there is nothing to learn from, and finite where a signal settles everything', () => {
    expect(fitLogistic([], { prior, strength: 1 })).toBe(prior);
    const settled = examples.map((one) => ({ ...one, isAnswerable: one.signals.good === 1 }));
    const model = fitLogistic(settled, { prior, strength: 0.01 });
    expect(Number.isFinite(model.weights.good)).toBe(true);
    expect(applyLogistic(model, { good: 1, noise: 0 })).toBeGreaterThan(0.9);
  });
});
