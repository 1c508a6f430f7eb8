import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuseStandardScores, liftArticles } from '../../src/retrieval/fuse-scores.ts';

const scoreList = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.double({ min: -5, max: 50, noNaN: true })))
  .map((pairs) => new Map(pairs));

const order = (fused: readonly { readonly position: number }[]) => fused.map(({ position }) => position);

describe('fuseStandardScores', () => {
  it('sums standard scores and brings the sums to [0, 1]', () => {
    // Standard scores of 3, 2, 1 are 1.2247, 0 and −1.2247; of 0, 0, 3 they are −0.7071, −0.7071 and 1.4142.
    const fused = fuseStandardScores([
      {
        scores: new Map([
          [0, 3],
          [1, 2],
          [2, 1],
        ]),
        weight: 0.5,
      },
      { scores: new Map([[2, 3]]), weight: 0.5 },
    ]);
    const sums = [0.5 * (1.2247 - 0.7071), 0.5 * (0 - 0.7071), 0.5 * (-1.2247 + 1.4142)];
    const scaled = (sum = 0) => (sum - (sums[1] ?? 0)) / ((sums[0] ?? 0) - (sums[1] ?? 0));
    expect(fused).toEqual([
      { position: 0, score: 1 },
      { position: 2, score: expect.closeTo(scaled(sums[2]), 3) as number },
      { position: 1, score: 0 },
    ]);
  });

  it('takes nothing from a list that says the same of all', () => {
    const said = new Map([
      [0, 1],
      [1, 2],
    ]);
    const silent = new Map([
      [0, 4],
      [1, 4],
    ]);
    const fused = fuseStandardScores([
      { scores: said, weight: 0.1 },
      { scores: silent, weight: 0.9 },
    ]);
    expect(fused).toEqual([
      { position: 1, score: 1 },
      { position: 0, score: 0 },
    ]);
  });

  it('gives 1 to a single position, and nothing for no lists', () => {
    expect(fuseStandardScores([{ scores: new Map([[3, 7]]), weight: 0.4 }])).toEqual([
      { position: 3, score: 1 },
    ]);
    expect(fuseStandardScores([])).toEqual([]);
  });

  it('ranks by one list alone where the other has no weight', () => {
    fc.assert(
      fc.property(scoreList, scoreList, (a, b) => {
        const all = new Map([...b.keys()].map((position) => [position, 0]));
        for (const [position, score] of a) all.set(position, score);
        const fused = fuseStandardScores([
          { scores: all, weight: 1 },
          { scores: b, weight: 0 },
        ]);
        const scores = order(fused).map((position) => all.get(position) ?? 0);
        for (const [index, score] of scores.entries()) {
          expect(score).toBeLessThanOrEqual((scores[index - 1] ?? Infinity) + 1e-9);
        }
      }),
    );
  });

  it('stays in [0, 1], best first, for any lists', () => {
    fc.assert(
      fc.property(scoreList, scoreList, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, weight) => {
        const fused = fuseStandardScores([
          { scores: a, weight },
          { scores: b, weight: 1 - weight },
        ]);
        expect(new Set(order(fused))).toEqual(new Set([...a.keys(), ...b.keys()]));
        for (const [index, { score }] of fused.entries()) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(score).toBeLessThanOrEqual(fused[index - 1]?.score ?? 2);
        }
      }),
    );
  });
});

describe('liftArticles', () => {
  const fused = [
    { position: 0, score: 1 },
    { position: 1, score: 0.5 },
    { position: 2, score: 0.4 },
    { position: 3, score: 0 },
  ];
  const articleOf = (position: number) => (position === 1 ? 'other.md' : 'best.md');

  it('brings the passages of the best article forward', () => {
    expect(order(liftArticles(fused, articleOf, 0.5))).toEqual([0, 2, 1, 3]);
  });

  it('leaves each passage to itself with a share of 0', () => {
    expect(liftArticles(fused, articleOf, 0)).toEqual(fused);
  });

  it('never changes which passage is first', () => {
    fc.assert(
      fc.property(scoreList, fc.double({ min: 0, max: 0.99, noNaN: true }), (scores, share) => {
        const ranked = fuseStandardScores([{ scores, weight: 1 }]);
        const lifted = liftArticles(ranked, (position) => String(position % 5), share);
        expect(lifted[0]?.position).toBe(ranked[0]?.position);
      }),
    );
  });
});
