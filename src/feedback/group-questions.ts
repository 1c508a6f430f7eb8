import { dotProduct } from '../embeddings/vector-arithmetic.ts';

/**
 * The mean cosine similarity to a group's questions from which a question belongs to it. From PARAPHRASES in
 * test/feedback: 44 meanings, many of them neighbours ("when did …", "why did …"), 131 wordings. Fitted on one half, the pairs that it
 * puts together on the other have precision 0.75 and recall 0.77 (docs/decisions/0009); for the shipped model.
 */
export const MIN_SIMILARITY = 0.75;

/** Comparisons after which other work gets a turn: some ten milliseconds. */
const COMPARISONS_PER_TURN = 20_000;

/**
 * Indices of texts by meaning: each text, in order, joins the group whose texts it is most like on average, or begins
 * one. Unit vectors in, one a text. The same for the same input.
 */
export async function groupQuestions(
  embeddings: readonly Float32Array[],
  minSimilarity: number = MIN_SIMILARITY,
): Promise<readonly (readonly number[])[]> {
  const groups: { readonly members: number[]; readonly sum: Float32Array }[] = [];
  let comparisons = 0;
  for (const [index, embedding] of embeddings.entries()) {
    let [nearest, highest] = [-1, minSimilarity];
    for (const [at, { members, sum }] of groups.entries()) {
      // The mean of the products is the product with the mean.
      const similarity = dotProduct(sum, embedding) / members.length;
      if (similarity >= highest) [nearest, highest] = [at, similarity];
    }
    comparisons += groups.length;
    const group = groups[nearest];
    if (group === undefined) {
      groups.push({ members: [index], sum: Float32Array.from(embedding) });
    } else {
      group.members.push(index);
      for (const [axis, value] of embedding.entries()) group.sum[axis] = (group.sum[axis] ?? 0) + value;
    }
    if (comparisons > COMPARISONS_PER_TURN) {
      comparisons = 0;
      await new Promise(setImmediate);
    }
  }
  return groups.map(({ members }) => members);
}
