/** Scores of one search by position; a position that is missing has a score of 0. */
export type ScoreList = ReadonlyMap<number, number>;

export interface WeightedScores {
  readonly scores: ScoreList;
  readonly weight: number;
}

export interface FusedScore {
  readonly position: number;
  /** In [0, 1]. */
  readonly score: number;
}

/**
 * Standard-score fusion: over all positions, each list's scores become standard scores (how many standard deviations
 * above the list's mean), which are summed with the weights. The sums are brought to [0, 1] by their minimum and maximum; where all are
 * equal, to 1. Best first, ties in order of position.
 */
export function fuseStandardScores(lists: readonly WeightedScores[]): readonly FusedScore[] {
  const positions = [...new Set(lists.flatMap(({ scores }) => [...scores.keys()]))];
  const sums = new Map(positions.map((position) => [position, 0]));
  for (const { scores, weight } of lists) {
    const values = positions.map((position) => scores.get(position) ?? 0);
    const mean = average(values);
    const deviation = Math.sqrt(average(values.map((value) => (value - mean) ** 2)));
    // A list that says the same of all says nothing.
    if (deviation < Number.EPSILON * Math.abs(mean) || deviation === 0) continue;
    for (const [index, position] of positions.entries()) {
      const standard = ((values[index] ?? 0) - mean) / deviation;
      sums.set(position, (sums.get(position) ?? 0) + weight * standard);
    }
  }
  return rankScores(sums);
}

/**
 * Lets the best passage of an article speak for the others: each score becomes `(1 − share) × own + share × best of
 * the article`. What stands first stays first.
 */
export function liftArticles(
  fused: readonly FusedScore[],
  articleOf: (position: number) => string,
  share: number,
): readonly FusedScore[] {
  const best = new Map<string, number>();
  for (const { position, score } of fused) {
    const article = articleOf(position);
    best.set(article, Math.max(score, best.get(article) ?? 0));
  }
  return rankScores(
    new Map(
      fused.map(({ position, score }) => [
        position,
        (1 - share) * score + share * (best.get(articleOf(position)) ?? score),
      ]),
    ),
  );
}

function rankScores(scores: ReadonlyMap<number, number>): readonly FusedScore[] {
  const values = [...scores.values()];
  const low = Math.min(...values);
  const high = Math.max(...values);
  return [...scores]
    .map(([position, score]) => ({ position, score: high > low ? (score - low) / (high - low) : 1 }))
    .sort((a, b) => b.score - a.score || a.position - b.position);
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
