import { appendFile, cp, mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkModelFiles, hasModelFiles } from '../../src/embeddings/check-model-files.ts';
import { describeModel } from '../../src/embeddings/describe-model.ts';
import type { ModelLocation } from '../../src/embeddings/model-location.ts';
import { copyShippedModel, SHIPPED } from './copy-model.ts';

const WEIGHTS = 'onnx/model_quantized.onnx';

describe('model files', () => {
  let copy: ModelLocation;
  const pathOf = (file: string): string => join(copy.modelsDir, copy.modelId, file);

  beforeEach(async () => {
    copy = await copyShippedModel();
  });

  afterEach(() => rm(copy.modelsDir, { recursive: true }));

  it('are as they were shipped', async () => {
    const { files, sha256 } = await checkModelFiles(SHIPPED);
    expect(files.map(({ path }) => path)).toEqual([
      'config.json',
      WEIGHTS,
      'special_tokens_map.json',
      'tokenizer.json',
      'tokenizer_config.json',
    ]);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await checkModelFiles(copy)).sha256).toBe(sha256);
  });

  it.each(['config.json', 'tokenizer.json', 'special_tokens_map.json', WEIGHTS])(
    'are refused when %s is missing',
    async (file) => {
      await rm(pathOf(file));
      await expect(checkModelFiles(copy)).rejects.toMatchObject({
        name: 'EmbeddingError',
        code: 'model-invalid',
        message: expect.stringMatching(`${file} is missing.*git checkout -- models`) as string,
      });
    },
  );

  it('are refused when one is shortened, with the checksum that it should have', async () => {
    await truncate(pathOf(WEIGHTS), 1_000_000);
    await expect(checkModelFiles(copy)).rejects.toThrow(
      /model_quantized\.onnx is shortened or altered: SHA-256 should be 6c9c6101\w+, is (?!6c9c6101)\w{64}/,
    );
  });

  it('are refused when one byte of the weights is another, the size being the same', async () => {
    const weights = await readFile(pathOf(WEIGHTS));
    weights[20_000_000] = (weights[20_000_000] ?? 0) ^ 1;
    await writeFile(pathOf(WEIGHTS), weights);
    await expect(describeModel(copy)).rejects.toThrow('model_quantized.onnx is shortened or altered');
  });

  it('are refused when the list of checksums is gone', async () => {
    await rm(join(copy.modelsDir, 'SHA256SUMS'));
    await expect(checkModelFiles(copy)).rejects.toThrow('SHA256SUMS is missing');
  });

  it('are described without loading the model', async () => {
    const { sha256 } = await checkModelFiles(SHIPPED);
    expect(await describeModel(SHIPPED)).toEqual({
      modelId: 'Xenova/bge-small-en-v1.5',
      sha256,
      pooling: 'cls',
      queryPrefix: 'Represent this sentence for searching relevant passages: ',
      passagePrefix: '',
      dimensions: 384,
    });
  });

  describe('of a downloaded model', () => {
    let downloaded: ModelLocation;

    beforeEach(async () => {
      downloaded = { ...copy, modelId: 'acme/gte-small' };
      const folder = join(copy.modelsDir, downloaded.modelId);
      await mkdir(dirname(folder), { recursive: true });
      await cp(join(copy.modelsDir, copy.modelId), folder, { recursive: true });
    });

    it('have another fingerprint as soon as one changes', async () => {
      const before = await checkModelFiles(downloaded);
      await appendFile(join(copy.modelsDir, downloaded.modelId, 'tokenizer.json'), ' ');
      expect((await checkModelFiles(downloaded)).sha256).not.toBe(before.sha256);
    });

    it('are all there, or the model is not', async () => {
      expect(await hasModelFiles(downloaded)).toBe(true);
      await rm(join(copy.modelsDir, downloaded.modelId, WEIGHTS));
      expect(await hasModelFiles(downloaded)).toBe(false);
      await expect(checkModelFiles(downloaded)).rejects.toThrow(/model_quantized\.onnx is missing/);
    });
  });
});
