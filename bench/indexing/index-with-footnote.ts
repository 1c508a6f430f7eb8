import { rm } from 'node:fs/promises';
import { loadConfig } from '../../src/config.ts';
import { openTokenCounter } from '../../src/embeddings/token-counter.ts';
import { openTransformersEmbedder } from '../../src/embeddings/transformers-embedder.ts';
import { buildIndex } from '../../src/indexing/build-index.ts';
import { createLazyEmbedder } from '../../src/indexing/create-lazy-embedder.ts';
import { selectModelOptions } from '../../src/select-model-options.ts';
import { measureMemory } from '../shared/measure-memory.ts';
import { readFingerprint } from '../shared/read-fingerprint.ts';
import { runMeasured } from '../shared/run-measured.ts';
import type { MeasuredBuild } from './measured-build.ts';

/** A whole first build: files read and parsed, split, embedded, dated events, written to disk and read back. */
await runMeasured(
  async ({ corpusDir, indexDir }: { corpusDir: string; indexDir: string }): Promise<MeasuredBuild> => {
    await rm(indexDir, { recursive: true, force: true });
    const model = selectModelOptions(loadConfig({}));
    const started = performance.now();
    const fingerprint = await readFingerprint();
    const counter = await openTokenCounter({ ...model, prefix: fingerprint.passagePrefix });
    const embedder = createLazyEmbedder(fingerprint, () => openTransformersEmbedder(model));
    const summary = await buildIndex({ corpusDir, indexDir, embedder, ...counter });
    const seconds = (performance.now() - started) / 1000;
    const { peakMb } = measureMemory();
    await embedder.close();
    return { pieces: summary.passages.added, seconds, peakMb };
  },
);
