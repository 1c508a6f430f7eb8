import { createRequire } from 'node:module';
import type { VectorIndex } from '../retrieval/vector-index.ts';
import type { Finding } from './finding.ts';

/** Makes a small vector index; what it needs is loaded only then. */
export type BuildVectorIndex = (
  embeddings: readonly Float32Array[],
  dimensions: number,
) => Promise<Pick<VectorIndex, 'search'>>;

const DIMENSIONS = 4;

/** Loads the compiled module and asks it something small: a module that was built for another Node fails only then. */
export async function checkNativeModule(build: BuildVectorIndex = buildWithHnswlib): Promise<Finding> {
  const check = 'hnswlib-node';
  try {
    const axes = Array.from({ length: DIMENSIONS }, (_, axis) => createAxis(axis));
    const index = await build(axes, DIMENSIONS);
    const [nearest] = index.search(createAxis(2), 1);
    if (nearest?.position === 2) {
      return {
        check,
        status: 'ok',
        message: 'The compiled module loads and finds the nearest vector.',
        mend: null,
      };
    }
    return createFailure('The compiled module loads, but finds the wrong vector.');
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : 'an unknown error';
    return createFailure(`The compiled module does not load: ${reason ?? ''}`);
  }
}

function createFailure(message: string): Finding {
  const mend =
    'Run npm rebuild hnswlib-node; it needs Python 3, make and a C++ compiler. Where it was never built, run npm install again.';
  return { check: 'hnswlib-node', status: 'failure', message, mend };
}

async function buildWithHnswlib(
  embeddings: readonly Float32Array[],
  dimensions: number,
): Promise<Pick<VectorIndex, 'search'>> {
  // Node 20 ends the process where an ES module imports a CommonJS one that throws, so it is tried this way first.
  createRequire(import.meta.url)('hnswlib-node');
  const { buildHnswIndex } = await import('../retrieval/hnsw-index.ts');
  return buildHnswIndex(embeddings, dimensions);
}

function createAxis(axis: number): Float32Array {
  return Float32Array.from({ length: DIMENSIONS }, (_, index) => (index === axis ? 1 : 0));
}
