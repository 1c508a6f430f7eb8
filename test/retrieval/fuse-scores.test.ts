import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuseReciprocalRanks, fuseRelativeScores } from '../../src/retrieval/fuse-scores.ts';

const scoreList = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.double({ min: -5, max: 50, noNaN: true })))
  .map((pairs) => new Map(pairs));

describe('fuseRelativeScores', () => {
  it('sums what each list says, brought to [0, 1] by its own minimum and maximum', () => {
    const dense = new Map([
      [0, 0.9],
      [1, 0.7],
      [2, 0.5],
    ]);
    const lexical = new Map([
      [2, 12],
      [1, 4],
    ]);
    expect(
      fuseRelativeScores([
        { scores: dense, weight: 0.5 },
        { scores: lexical, weight: 0.5 },
      ]),
    ).toEqual([
      { position: 0, score: 0.5 },
      { position: 2, score: 0.5 },
      { position: 1, score: expect.closeTo(0.25, 10) as number },
    ]);
  });

  it('gives every member of a list with one score the whole weight', () => {
    expect(fuseRelativeScores([{ scores: new Map([[3, 7]]), weight: 0.4 }])).toEqual([
      { position: 3, score: 0.4 },
    ]);
  });

  it('treats a weight of 0 as a weight', () => {
    const fused = fuseRelativeScores([
      {
        scores: new Map([
          [0, 1],
          [1, 0],
        ]),
        weight: 1,
      },
      {
        scores: new Map([
          [1, 9],
          [0, 1],
        ]),
        weight: 0,
      },
    ]);
    expect(fused.map(({ position }) => position)).toEqual([0, 1]);
  });

  it('stays in [0, 1], best first, for any lists', () => {
    fc.assert(
      fc.property(scoreList, scoreList, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, weight) => {
        const fused = fuseRelativeScores([
          { scores: a, weight },
          { scores: b, weight: 1 - weight },
        ]);
        expect(new Set(fused.map(({ position }) => position))).toEqual(new Set([...a.keys(), ...b.keys()]));
        for (const [index, { score }] of fused.entries()) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1 + 1e-9);
          expect(score).toBeLessThanOrEqual(fused[index - 1]?.score ?? 2);
        }
      }),
    );
  });
});

describe('fuseReciprocalRanks', () => {
  it('follows the formula of Cormack, Clarke and Büttcher, brought to [0, 1]', () => {
    const fused = fuseReciprocalRanks(
      [
        new Map([
          [0, 9],
          [1, 8],
        ]),
        new Map([[1, 3]]),
      ],
      60,
    );
    expect(fused).toEqual([
      { position: 1, score: expect.closeTo((61 / 62 + 1) / 2, 10) as number },
      { position: 0, score: 0.5 },
    ]);
  });
});
