import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { EmbeddingError } from '../errors.ts';
import { renderPath, resolveModelFile, type ModelLocation } from './model-location.ts';

/** What is read from a model's own settings. */
export interface ModelConfig {
  /** Numbers in an embedding. */
  readonly dimensions: number;
  /** Most tokens that the model takes at once, special tokens included. */
  readonly maxTokens: number;
}

const count = z.number().positive();

const configSchema = z.object({
  model_type: z.string().optional(),
  hidden_size: count.int().optional(),
  // DistilBERT's name for it.
  dim: count.int().optional(),
  d_model: count.int().optional(),
  max_position_embeddings: count.int().optional(),
});

const tokenizerConfigSchema = z.object({ model_max_length: count.nullish() });

/** Families whose positions begin at 2, so that 514 positions hold 512 tokens. */
const SHIFTED_POSITIONS = new Set(['roberta', 'xlm-roberta', 'camembert', 'mpnet']);

/** Taken where a model states no limit at all: BERT's, the smallest of the usual ones. */
const FALLBACK_MAX_TOKENS = 512;

/**
 * Reads `config.json` and `tokenizer_config.json`; the model itself is not loaded.
 *
 * @throws EmbeddingError (`model-invalid`) where a file is missing or does not tell the dimensions.
 */
export async function loadModelConfig(location: ModelLocation): Promise<ModelConfig> {
  const config = await loadModelJson(location, 'config.json', configSchema);
  const tokenizerConfig = await loadModelJson(location, 'tokenizer_config.json', tokenizerConfigSchema);
  const dimensions = config.hidden_size ?? config.dim ?? config.d_model;
  if (dimensions === undefined) {
    throw new EmbeddingError(
      location.modelId,
      `${renderPath(resolveModelFile(location, 'config.json'))} states no hidden_size, so the size of the embeddings is unknown. Choose another EMBEDDING_MODEL.`,
      { code: 'model-invalid' },
    );
  }
  const shift = SHIFTED_POSITIONS.has(config.model_type ?? '') ? 2 : 0;
  const positions = (config.max_position_embeddings ?? Infinity) - shift;
  const limit = Math.min(tokenizerConfig.model_max_length ?? Infinity, positions);
  // Tokenizers without a limit state one of 1e30.
  return { dimensions, maxTokens: limit < 1e9 ? limit : FALLBACK_MAX_TOKENS };
}

/**
 * Reads and checks one JSON file of the model.
 *
 * @throws EmbeddingError (`model-invalid`) where it is missing, is not JSON or is not of that shape.
 */
export async function loadModelJson<T>(
  location: ModelLocation,
  file: string,
  schema: z.ZodType<T>,
): Promise<T> {
  const path = resolveModelFile(location, file);
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new EmbeddingError(
      location.modelId,
      `The model file ${renderPath(path)} is missing or unreadable. Restore the models folder: git checkout -- models, or copy or download the model again.`,
      { code: 'model-invalid', cause },
    );
  }
}
