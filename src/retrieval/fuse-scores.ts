/** Scores of one list by position; a position that is missing was not found by that search. */
export type ScoreList = ReadonlyMap<number, number>;

export interface FusedScore {
  readonly position: number;
  /** In [0, 1]. */
  readonly score: number;
}

/**
 * Relative-score fusion: each list's scores are brought to [0, 1] by its own minimum and maximum, then summed with
 * weights that add up to 1. A position missing from a list gets 0 there. Best first, ties in order of position.
 * Where a list has one distinct score only, all its members get 1.
 */
export function fuseRelativeScores(
  lists: readonly { readonly scores: ScoreList; readonly weight: number }[],
): readonly FusedScore[] {
  const fused = new Map<number, number>();
  for (const { scores, weight } of lists) {
    let low = Infinity;
    let high = -Infinity;
    for (const score of scores.values()) {
      low = Math.min(low, score);
      high = Math.max(high, score);
    }
    for (const [position, score] of scores) {
      const relative = high > low ? (score - low) / (high - low) : 1;
      fused.set(position, (fused.get(position) ?? 0) + weight * relative);
    }
  }
  return sortFused(fused);
}

/**
 * Reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009): the sum of 1 / (k + rank) over the lists, here brought
 * to [0, 1] by the best sum that is possible. Kept for comparison: see docs/decisions.
 */
export function fuseReciprocalRanks(lists: readonly ScoreList[], k = 60): readonly FusedScore[] {
  const fused = new Map<number, number>();
  for (const scores of lists) {
    const ranked = [...scores].sort(([p, a], [q, b]) => b - a || p - q);
    for (const [index, [position]] of ranked.entries()) {
      fused.set(position, (fused.get(position) ?? 0) + (k + 1) / (k + index + 1) / lists.length);
    }
  }
  return sortFused(fused);
}

function sortFused(fused: ReadonlyMap<number, number>): readonly FusedScore[] {
  return [...fused]
    .map(([position, score]) => ({ position, score }))
    .sort((a, b) => b.score - a.score || a.position - b.position);
}
