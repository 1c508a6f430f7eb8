import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ModelLocation } from '../../src/embeddings/model-location.ts';
import type { Reranker } from '../../src/embeddings/reranker.ts';
import { openTokenCounter } from '../../src/embeddings/token-counter.ts';
import { openTransformersReranker } from '../../src/embeddings/transformers-reranker.ts';
import { SHIPPED } from './copy-model.ts';
import { writeCrossEncoder } from './write-cross-encoder.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let location: ModelLocation;
let reranker: Reranker;

beforeAll(async () => {
  location = await writeCrossEncoder();
  reranker = await openTransformersReranker({ ...location, threads: 1 });
});
afterAll(async () => {
  await reranker.close();
  await rm(location.modelsDir, { recursive: true });
});

describe('openTransformersReranker', () => {
  it('scores each text with the question, in the order of the texts', async () => {
    const texts = ['the lamp', 'electromagnetic interferometers', 'the lamp'];
    const scores = await reranker.scoreTexts('what is it', texts);
    expect(scores).toHaveLength(3);
    expect(scores.every(Number.isFinite)).toBe(true);
    expect(scores[0]).toBe(scores[2]);
    expect(scores[0]).not.toBe(scores[1]);
    expect(reranker.modelId).toBe('test/cross-encoder');
  });

  it('gives the model both as one pair: [CLS] question [SEP] text [SEP]', async () => {
    // Ids of the shipped tokenizer: [CLS] 101, [SEP] 102, "a" 1037, "b" 1038. The model gives minus their mean.
    const [score] = await reranker.scoreTexts('a', ['b']);
    expect(score).toBeCloseTo(-(101 + 1037 + 102 + 1038 + 102) / 5, 3);
  });

  it("cuts a text that is too long to the model's limit, and keeps the closing token", async () => {
    const [score] = await reranker.scoreTexts('a', ['b '.repeat(500)]);
    // 64 tokens: [CLS] a [SEP], 60 times b, [SEP].
    expect(score).toBeCloseTo(-(101 + 1037 + 102 + 60 * 1038 + 102) / 64, 2);
    const { maxTokens } = await openTokenCounter(location);
    expect(maxTokens).toBe(64);
  });

  it('has nothing to say of no texts', async () => {
    expect(await reranker.scoreTexts('a', [])).toEqual([]);
  });

  it('names the setting and the folder of a model that is not there', async () => {
    const missing = { ...location, modelId: 'test/none' };
    await expect(openTransformersReranker(missing)).rejects.toMatchObject({
      code: 'model-invalid',
      message: expect.stringMatching(
        /^The reranking model \(RERANK_MODEL\) test\/none is not in .*test.none.*leave RERANK_MODEL empty\.$/,
      ) as string,
    });
  });

  it('says so when a download fails', async () => {
    const missing = { ...location, modelId: 'test/none', allowDownload: true, hubUrl: 'http://127.0.0.1:9/' };
    await expect(openTransformersReranker(missing)).rejects.toThrow(
      /^The reranking model \(RERANK_MODEL\) test\/none could not be downloaded from http:\/\/127\.0\.0\.1:9\/: /,
    );
  });

  it('finds out at once that a model is no cross-encoder', async () => {
    await expect(openTransformersReranker({ ...SHIPPED, threads: 1 })).rejects.toThrow(
      'the model gives no scores, so it is no cross-encoder',
    );
  });
});
