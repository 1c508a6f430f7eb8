import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dotProduct, normalizeVector } from '../../src/embeddings/vector-arithmetic.ts';

const component = fc.float({ noNaN: true, min: -1e6, max: 1e6 });
const nonZero = fc
  .array(component, { minLength: 1, maxLength: 400 })
  .map((numbers) => Float32Array.from(numbers))
  .filter((vector) => vector.some((value) => value !== 0));

describe('vector arithmetic', () => {
  it('sums the products of two vectors', () => {
    expect(dotProduct(Float32Array.of(1, 2, 3), Float32Array.of(4, 5, 6))).toBe(32);
    expect(dotProduct(Float32Array.of(1, 0), Float32Array.of(0, 1))).toBe(0);
    expect(dotProduct(new Float32Array(), new Float32Array())).toBe(0);
  });

  it('refuses vectors of unequal length', () => {
    expect(() => dotProduct(Float32Array.of(1), Float32Array.of(1, 2))).toThrow(RangeError);
  });

  it('gives any vector the norm 1 and keeps its direction', () => {
    fc.assert(
      fc.property(nonZero, (vector) => {
        const unit = normalizeVector(vector);
        expect(Math.abs(Math.sqrt(dotProduct(unit, unit)) - 1)).toBeLessThan(1e-6);
        const norm = Math.sqrt(dotProduct(vector, vector));
        expect(dotProduct(unit, vector) / norm).toBeCloseTo(1, 5);
      }),
    );
  });

  it('leaves its argument as it is', () => {
    const vector = Float32Array.of(3, 4);
    expect([...normalizeVector(vector)]).toEqual([Math.fround(0.6), Math.fround(0.8)]);
    expect([...vector]).toEqual([3, 4]);
  });

  it.each([
    ['the zero vector', Float32Array.of(0, 0)],
    ['the empty vector', new Float32Array()],
    ['one with NaN', Float32Array.of(1, NaN)],
    ['one with an infinite number', Float32Array.of(1, Infinity)],
  ])('finds no direction in %s', (_, vector) => {
    expect(() => normalizeVector(vector)).toThrow(RangeError);
  });
});
