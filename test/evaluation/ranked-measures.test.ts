import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  measureNdcg,
  measureRecall,
  measureReciprocalRank,
  measureSuccess,
  rankDocuments,
} from '../../src/evaluation/ranked-measures.ts';

const judgements = new Map([
  ['a', 2],
  ['b', 1],
  ['c', 1],
  ['d', 0],
  ['e', -1],
]);

describe('rankDocuments', () => {
  it('orders by score, and ties by id from the last to the first, as trec_eval does', () => {
    const scores = new Map([
      ['d1', 0.5],
      ['d10', 0.5],
      ['d2', 0.5],
      ['d3', 0.9],
      ['d4', 0.1],
    ]);
    expect(rankDocuments(scores)).toEqual(['d3', 'd2', 'd10', 'd1', 'd4']);
  });
});

describe('measureNdcg', () => {
  it('is the gain discounted by rank over the best that is possible, worked out by hand', () => {
    // Ranking d, b, x, a: 0/log2(2) + 1/log2(3) + 0/log2(4) + 2/log2(5) = 0.630930 + 0.861353 = 1.492283.
    // Ideal 2, 1, 1: 2/log2(2) + 1/log2(3) + 1/log2(4) = 2 + 0.630930 + 0.5 = 3.130930.
    expect(measureNdcg(['d', 'b', 'x', 'a'], judgements, 10)).toBeCloseTo(1.492283 / 3.13093, 6);
  });

  it('cuts the ranking and the ideal at k', () => {
    // At 2: 0 + 0.630930 over 2 + 0.630930.
    expect(measureNdcg(['d', 'b', 'x', 'a'], judgements, 2)).toBeCloseTo(0.63093 / 2.63093, 6);
  });

  it('takes the grade itself as the gain, not a power of it', () => {
    const graded = new Map([
      ['a', 3],
      ['b', 1],
    ]);
    // 1 + 3/log2(3) over 3 + 1/log2(3).
    expect(measureNdcg(['b', 'a'], graded, 10)).toBeCloseTo(2.892789 / 3.63093, 6);
  });

  it('takes a grade below 0 for no gain, and no more', () => {
    expect(measureNdcg(['e', 'a'], judgements, 1)).toBe(0);
    expect(measureNdcg(['e', 'a'], judgements, 2)).toBeCloseTo((2 * 0.63093) / 2.63093, 5);
  });

  it('is 1 for the ideal order and 0 for nothing relevant, found or judged', () => {
    expect(measureNdcg(['a', 'c', 'b', 'd'], judgements, 10)).toBe(1);
    expect(measureNdcg(['x', 'd'], judgements, 10)).toBe(0);
    expect(measureNdcg([], judgements, 10)).toBe(0);
    expect(measureNdcg(['a'], new Map([['a', 0]]), 10)).toBe(0);
  });
});

describe('measureRecall', () => {
  it('is the share of all relevant documents in the top k', () => {
    expect(measureRecall(['d', 'b', 'x', 'a'], judgements, 2)).toBeCloseTo(1 / 3, 12);
    expect(measureRecall(['d', 'b', 'x', 'a'], judgements, 10)).toBeCloseTo(2 / 3, 12);
    expect(measureRecall([], judgements, 10)).toBe(0);
    expect(measureRecall(['a'], new Map(), 10)).toBe(0);
  });
});

describe('measureReciprocalRank and measureSuccess', () => {
  it('look for the first relevant document in the top k', () => {
    const ranking = ['x', 'd', 'c', 'a'];
    expect(measureReciprocalRank(ranking, judgements, 10)).toBeCloseTo(1 / 3, 12);
    expect(measureReciprocalRank(ranking, judgements, 2)).toBe(0);
    expect(measureSuccess(ranking, judgements, 3)).toBe(1);
    expect(measureSuccess(ranking, judgements, 2)).toBe(0);
  });
});

describe('all measures', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const ranking = fc.shuffledSubarray(ids);
  const grades = fc.uniqueArray(fc.tuple(fc.constantFrom(...ids), fc.integer({ min: -1, max: 3 })), {
    selector: ([id]) => id,
  });
  const depth = fc.integer({ min: 1, max: 10 });

  it('stay in [0, 1], and recall and success never fall with k', () => {
    fc.assert(
      fc.property(ranking, grades, depth, (order, pairs, k) => {
        const judged = new Map(pairs);
        for (const measure of [measureNdcg, measureRecall, measureReciprocalRank, measureSuccess]) {
          const value = measure(order, judged, k);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
          if (measure !== measureNdcg) expect(measure(order, judged, k + 1)).toBeGreaterThanOrEqual(value);
        }
      }),
    );
  });

  it('never lose by moving a relevant document up', () => {
    fc.assert(
      fc.property(ranking, grades, depth, fc.nat(), (order, pairs, k, at) => {
        const judged = new Map(pairs);
        const index = order.length < 2 ? 0 : 1 + (at % (order.length - 1));
        const [upper, lower] = [order[index - 1], order[index]];
        if (upper === undefined || lower === undefined) return;
        if ((judged.get(lower) ?? 0) <= Math.max(0, judged.get(upper) ?? 0)) return;
        const moved = [...order.slice(0, index - 1), lower, upper, ...order.slice(index + 1)];
        for (const measure of [measureNdcg, measureRecall, measureReciprocalRank, measureSuccess]) {
          expect(measure(moved, judged, k)).toBeGreaterThanOrEqual(measure(order, judged, k) - 1e-12);
        }
      }),
    );
  });
});
