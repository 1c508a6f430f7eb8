import { join } from 'node:path';
import hnswlib from 'hnswlib-node';
import { loadConfig } from '../../src/config.ts';
import { openTransformersEmbedder } from '../../src/embeddings/transformers-embedder.ts';
import { loadHnswIndex } from '../../src/retrieval/hnsw-index.ts';
import { GENERATION_FILES } from '../../src/retrieval/manifest.ts';
import { readManifest } from '../../src/retrieval/read-manifest.ts';
import { locateGeneration, readPointer } from '../../src/retrieval/read-pointer.ts';
import { selectModelOptions } from '../../src/select-model-options.ts';
import { runMeasured } from '../shared/run-measured.ts';
import { summarizeTimes } from './summarize-times.ts';

export interface MeasureRecallOptions {
  readonly indexDir: string;
  readonly questions: readonly string[];
}

export interface MeasuredRecall {
  /** Share of the ten nearest passages by exact search that the graph finds too, in [0, 1]; mean over the questions. */
  readonly recallAt10: number;
  /** The lowest of one question. */
  readonly worst: number;
  /** Time of one search of the graph, as many neighbours as answering asks for, in milliseconds. */
  readonly graphP95Ms: number;
  /** Time of one exact search in JavaScript, in milliseconds. */
  readonly exactP95Ms: number;
}

const DEPTH = 10;

/** What answering asks the graph for: see `DEFAULT_HYBRID_OPTIONS`. */
const CANDIDATES = 60;

async function measureRecall({ indexDir, questions }: MeasureRecallOptions): Promise<MeasuredRecall> {
  const pointer = await readPointer(indexDir);
  if (pointer === null) throw new RangeError(`There is no index in ${indexDir}.`);
  const { counts, fingerprint } = await readManifest(indexDir, pointer);
  const { dimensions } = fingerprint;
  const path = join(locateGeneration(indexDir, pointer.generation), GENERATION_FILES.vectors);
  const graph = await loadHnswIndex(path, { dimensions, count: counts.passages });
  const points = await readPoints(path, dimensions, counts.passages);

  const embedder = await openTransformersEmbedder(selectModelOptions(loadConfig({})));
  const recalls: number[] = [];
  const graphMs: number[] = [];
  const exactMs: number[] = [];
  for (const question of questions) {
    const embedding = await embedder.embedQuery(question);
    const started = performance.now();
    const found = graph.search(embedding, CANDIDATES).slice(0, DEPTH);
    const searched = performance.now();
    const exact = new Set(findNearest(points, embedding, DEPTH));
    exactMs.push(performance.now() - searched);
    graphMs.push(searched - started);
    recalls.push(found.filter(({ position }) => exact.has(position)).length / exact.size);
  }
  await embedder.close();
  return {
    recallAt10: recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length,
    worst: Math.min(...recalls),
    graphP95Ms: summarizeTimes(graphMs).p95Ms,
    exactP95Ms: summarizeTimes(exactMs).p95Ms,
  };
}

/** All embeddings of the graph, one after the other. */
async function readPoints(path: string, dimensions: number, count: number): Promise<Float32Array> {
  const graph = new hnswlib.HierarchicalNSW('cosine', dimensions);
  await graph.readIndex(path);
  const points = new Float32Array(count * dimensions);
  for (let label = 0; label < count; label += 1) points.set(graph.getPoint(label), label * dimensions);
  return points;
}

function findNearest(points: Float32Array, embedding: Float32Array, depth: number): readonly number[] {
  const dimensions = embedding.length;
  const scored = Array.from({ length: points.length / dimensions }, (_, position) => {
    let sum = 0;
    for (let i = 0, at = position * dimensions; i < dimensions; i += 1, at += 1)
      sum += (points[at] ?? 0) * (embedding[i] ?? 0);
    return { position, sum };
  });
  return scored
    .sort((a, b) => b.sum - a.sum || a.position - b.position)
    .slice(0, depth)
    .map(({ position }) => position);
}

await runMeasured(measureRecall);
