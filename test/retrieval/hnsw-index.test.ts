import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FootnoteError, IndexFormatError } from '../../src/errors.ts';
import { buildHnswIndex, loadHnswIndex } from '../../src/retrieval/hnsw-index.ts';

/** Deterministic unit vectors; a small multiplicative generator is random enough for geometry. */
function makeUnitVectors(count: number, dimensions: number): Float32Array[] {
  let state = 42;
  const next = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647 - 0.5;
  };
  return Array.from({ length: count }, () => {
    const vector = Float32Array.from({ length: dimensions }, next);
    const norm = Math.hypot(...vector);
    return vector.map((value) => value / norm);
  });
}

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

describe('HnswIndex', () => {
  const dimensions = 32;
  const vectors = makeUnitVectors(2_000, dimensions);
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'footnote-hnsw-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('gives cosine similarities, not distances, nearest first', async () => {
    const index = await buildHnswIndex(vectors, dimensions);
    const query = vectors[7] ?? new Float32Array(dimensions);
    const found = index.search(query, 5);
    expect(found[0]).toEqual({ position: 7, cosineSimilarity: expect.closeTo(1, 5) as number });
    for (const { position, cosineSimilarity } of found) {
      expect(cosineSimilarity).toBeCloseTo(dot(query, vectors[position] ?? query), 5);
      expect(index.similarityTo(position, query)).toBeCloseTo(cosineSimilarity, 5);
    }
  });

  it('finds nearly all of the ten exact neighbours', async () => {
    const index = await buildHnswIndex(vectors, dimensions);
    const queries = makeUnitVectors(2_050, dimensions).slice(2_000);
    let found = 0;
    for (const query of queries) {
      const exact = vectors
        .map((vector, position) => ({ position, value: dot(query, vector) }))
        .sort((a, b) => b.value - a.value);
      const near = new Set(index.search(query, 10).map(({ position }) => position));
      found += exact.slice(0, 10).filter(({ position }) => near.has(position)).length;
    }
    expect(found / (queries.length * 10)).toBeGreaterThan(0.97);
  });

  it('is the same after it was written and read', async () => {
    const index = await buildHnswIndex(vectors.slice(0, 50), dimensions);
    const path = join(folder, 'vectors.hnsw');
    await index.save(path);
    const read = await loadHnswIndex(path, { dimensions, count: 50 });
    expect(read.search(vectors[3] ?? new Float32Array(), 4)).toEqual(
      index.search(vectors[3] ?? new Float32Array(), 4),
    );
    await expect(loadHnswIndex(path, { dimensions, count: 51 })).rejects.toThrow(IndexFormatError);
  });

  it('gives all it has where more are asked for, and nothing when empty', async () => {
    const three = await buildHnswIndex(vectors.slice(0, 3), dimensions);
    expect(three.search(vectors[0] ?? new Float32Array(), 10)).toHaveLength(3);
    const none = await buildHnswIndex([], dimensions);
    expect(none.search(vectors[0] ?? new Float32Array(), 10)).toEqual([]);
  });

  it('refuses an embedding of another length', async () => {
    const index = await buildHnswIndex(vectors.slice(0, 3), dimensions);
    expect(() => index.search(new Float32Array(dimensions + 1), 1)).toThrow(FootnoteError);
  });
});
