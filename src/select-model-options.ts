import type { Config } from './config.ts';
import { SHIPPED_MODEL_ID } from './embeddings/check-model-files.ts';
import type { DescribeModelOptions } from './embeddings/describe-model.ts';

export interface ModelOptions extends DescribeModelOptions {
  /** True for a model that does not travel with the project, and is downloaded on first use. */
  readonly isHubModel: boolean;
}

/** The settings that say which model embeds, and how. */
export function selectModelOptions(config: Config): ModelOptions {
  const { embeddingModel: modelId, modelsDir } = config;
  return {
    modelId,
    modelsDir,
    pooling: config.embeddingPooling,
    queryPrefix: config.embeddingQueryPrefix,
    passagePrefix: config.embeddingPassagePrefix,
    isHubModel: modelId !== SHIPPED_MODEL_ID,
  };
}
