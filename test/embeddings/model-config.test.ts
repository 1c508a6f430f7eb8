import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadModelConfig } from '../../src/embeddings/model-config.ts';

describe('model config', () => {
  let modelsDir: string;

  beforeEach(async () => {
    modelsDir = await mkdtemp(join(tmpdir(), 'footnote-config-'));
    await mkdir(join(modelsDir, 'acme/model'), { recursive: true });
  });

  afterEach(() => rm(modelsDir, { recursive: true }));

  async function load(config: unknown, tokenizerConfig: unknown): Promise<unknown> {
    const folder = join(modelsDir, 'acme/model');
    await writeFile(join(folder, 'config.json'), JSON.stringify(config));
    await writeFile(join(folder, 'tokenizer_config.json'), JSON.stringify(tokenizerConfig));
    return loadModelConfig({ modelsDir, modelId: 'acme/model' });
  }

  it('takes the smaller of the two limits', async () => {
    const config = { hidden_size: 384, max_position_embeddings: 512 };
    expect(await load(config, { model_max_length: 256 })).toEqual({ dimensions: 384, maxTokens: 256 });
    expect(await load(config, { model_max_length: 8192 })).toEqual({ dimensions: 384, maxTokens: 512 });
  });

  it('takes no limit of 1e30 at its word', async () => {
    const config = { hidden_size: 768, max_position_embeddings: 8192 };
    expect(await load(config, { model_max_length: 1e30 })).toMatchObject({ maxTokens: 8192 });
    expect(await load({ hidden_size: 768 }, { model_max_length: 1e30 })).toMatchObject({ maxTokens: 512 });
  });

  it('leaves out the two positions that RoBERTa and its kin do not use', async () => {
    const config = { model_type: 'xlm-roberta', hidden_size: 384, max_position_embeddings: 514 };
    expect(await load(config, {})).toMatchObject({ maxTokens: 512 });
  });

  it("knows DistilBERT's name for the dimensions", async () => {
    expect(await load({ dim: 768 }, { model_max_length: 512 })).toMatchObject({ dimensions: 768 });
  });

  it.each([[{}], [{ hidden_size: 'many' }], [[]]])('names config.json when it is %j', async (config) => {
    await expect(load(config, {})).rejects.toMatchObject({
      code: 'model-invalid',
      message: expect.stringContaining('config.json') as string,
    });
  });
});
