/**
 * Sum of the products of two vectors; of two unit vectors it is their cosine similarity, in [−1, 1] but for rounding.
 * Two empty vectors give 0.
 *
 * @throws RangeError where the lengths differ.
 */
export function dotProduct(left: Float32Array, right: Float32Array): number {
  if (left.length !== right.length) {
    throw new RangeError(`Vectors of ${left.length} and ${right.length} numbers cannot be compared.`);
  }
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += (left[i] ?? 0) * (right[i] ?? 0);
  return sum;
}

/**
 * A new vector of the same direction with L2 norm 1, to within the rounding of 32-bit floats (below 1e-6).
 * Sums are taken in 64 bits, so the result does not depend on the vector's scale.
 *
 * @throws RangeError for the zero vector, the empty vector, and one with a number that is not finite: none has a direction.
 */
export function normalizeVector(vector: Float32Array): Float32Array {
  let sum = 0;
  for (const value of vector) sum += value * value;
  const norm = Math.sqrt(sum);
  if (!Number.isFinite(norm))
    throw new RangeError('A vector with a number that is not finite has no direction.');
  if (norm === 0) throw new RangeError('The zero vector has no direction.');
  return vector.map((value) => value / norm);
}
