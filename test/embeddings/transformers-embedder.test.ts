import { rm, truncate } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeModel } from '../../src/embeddings/describe-model.ts';
import type { Embedder } from '../../src/embeddings/embedder.ts';
import { openTokenCounter } from '../../src/embeddings/token-counter.ts';
import { openTransformersEmbedder } from '../../src/embeddings/transformers-embedder.ts';
import { dotProduct } from '../../src/embeddings/vector-arithmetic.ts';
import { testEmbedder } from '../contracts/embedder-contract.ts';
import { copyShippedModel, SHIPPED } from './copy-model.ts';

testEmbedder('the shipped model', {
  open: () => openTransformersEmbedder({ ...SHIPPED, threads: 2 }),
  tooLong: 'hello world '.repeat(300),
});

describe('the shipped model in one thread', () => {
  const born = watchWorkers();
  let embedder: Embedder;

  beforeAll(async () => {
    embedder = await openTransformersEmbedder({ ...SHIPPED, threads: 1 });
  });

  afterAll(() => embedder.close());

  it('has the fingerprint that describeModel gives', async () => {
    expect(embedder.model).toEqual(await describeModel(SHIPPED));
  });

  it('is never imported by the main thread', async () => {
    await embedder.embedQuery('Where does it run?');
    // onnxruntime-node is CommonJS: whoever imports it leaves it here.
    const loaded = Object.keys(createRequire(import.meta.url).cache);
    expect(loaded.filter((path) => path.includes('onnxruntime'))).toEqual([]);
  });

  it('puts the query prefix before questions only', async () => {
    const question = await embedder.embedQuery('Who wrote it?');
    const [bare, prefixed] = await embedder.embedPassages([
      'Who wrote it?',
      `${embedder.model.queryPrefix}Who wrote it?`,
    ]);
    expect(prefixed).toEqual(question);
    expect(bare).not.toEqual(question);
  });

  it('refuses one token too many, and counts like the token counter', async () => {
    const { countTokens, maxTokens } = await openTokenCounter(SHIPPED);
    const fits = 'word '.repeat(maxTokens - 2);
    const prose = "O'Neil's résumé, 漢字 — naïve? 3.14159 [MASK] https://example.org/a_b ".repeat(30);
    expect(countTokens(fits)).toBe(maxTokens);
    expect(await embedder.embedPassages([fits])).toHaveLength(1);
    for (const text of [`${fits}word`, prose]) {
      await expect(embedder.embedPassages([text])).rejects.toThrow(
        `Text 1 of 1 has ${countTokens(text)} tokens, the model takes ${maxTokens} at most`,
      );
    }
  });

  it('cuts a long question to its beginning', async () => {
    const beginning = 'How do servers store data? '.repeat(100);
    const long = await embedder.embedQuery(beginning);
    expect(await embedder.embedQuery(beginning + 'pasta with basil '.repeat(20_000))).toEqual(long);
  });

  it('answers a question while passages wait', async () => {
    let done = 0;
    const controller = new AbortController();
    const texts = Array.from({ length: 100 }, (_, i) => `${i} ${'a longer passage of words '.repeat(15)}`);
    const build = embedder.embedPassages(texts, {
      onProgress: (count) => (done = count),
      signal: controller.signal,
    });
    const refusal = expect(build).rejects.toThrow('enough');
    await embedder.embedQuery('What is asked meanwhile?');
    expect(done).toBeLessThan(10);
    controller.abort(new Error('enough'));
    await refusal;
  });

  it('works on after its idle thread was ended from outside', async () => {
    const before = await embedder.embedQuery('Is anybody there?');
    await born[0]?.terminate();
    expect(await embedder.embedQuery('Is anybody there?')).toEqual(before);
    expect(born).toHaveLength(2);
  });
});

describe('the shipped model', () => {
  const born = watchWorkers();

  it('gives the same numbers with one thread and with two, and pools as it is told', async () => {
    const texts = Array.from({ length: 12 }, (_, i) => `Article ${i} tells of ${'many things '.repeat(i)}.`);
    const embedAll = async (options: { threads: number; pooling?: 'mean' }): Promise<Float32Array[]> => {
      const embedder = await openTransformersEmbedder({ ...SHIPPED, ...options });
      const embeddings = await embedder.embedPassages(texts);
      await embedder.close();
      return [...embeddings];
    };
    const withTwo = await embedAll({ threads: 2 });
    expect(born).toHaveLength(2);
    expect(await embedAll({ threads: 1 })).toEqual(withTwo);
    const averaged = await embedAll({ threads: 1, pooling: 'mean' });
    expect(dotProduct(averaged[5] ?? new Float32Array(), withTwo[5] ?? new Float32Array())).toBeLessThan(
      0.99,
    );
  });

  it('is not loaded when its weights are shortened', async () => {
    born.length = 0;
    const copy = await copyShippedModel();
    await truncate(join(copy.modelsDir, copy.modelId, 'onnx/model_quantized.onnx'), 30_000_000);
    await expect(openTransformersEmbedder({ ...copy, threads: 1 })).rejects.toMatchObject({
      name: 'EmbeddingError',
      code: 'model-invalid',
      message: expect.stringContaining('model_quantized.onnx is shortened or altered') as string,
    });
    // Nor is a thread left behind.
    expect(born.map((worker) => worker.threadId)).toEqual([-1]);
    await rm(copy.modelsDir, { recursive: true });
  });
});

/** The worker threads that are born while the tests of this `describe` run. */
function watchWorkers(): Worker[] {
  const born: Worker[] = [];
  const onWorker = (worker: Worker): void => void born.push(worker);
  beforeAll(() => process.on('worker', onWorker));
  afterAll(() => process.off('worker', onWorker));
  return born;
}
