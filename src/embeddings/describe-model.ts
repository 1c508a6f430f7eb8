import { checkModelFiles } from './check-model-files.ts';
import type { ModelFingerprint } from './embedder.ts';
import { loadModelConfig } from './model-config.ts';
import type { ModelLocation } from './model-location.ts';
import { resolveModelSettings, type ModelSettingsOverrides } from './model-settings.ts';

export interface DescribeModelOptions extends ModelLocation, ModelSettingsOverrides {}

/**
 * The fingerprint of a model whose files are there, from its files alone (about 0.1 s for the shipped one); the model
 * is not loaded, so a stale index is noticed at once.
 *
 * @throws ConfigError where pooling or prefixes must be set; EmbeddingError (`model-invalid`) where a file is missing,
 * shortened or altered.
 */
export async function describeModel(options: DescribeModelOptions): Promise<ModelFingerprint> {
  const { pooling, queryPrefix, passagePrefix } = resolveModelSettings(options.modelId, options);
  const { sha256 } = await checkModelFiles(options);
  const { dimensions } = await loadModelConfig(options);
  return { modelId: options.modelId, sha256, pooling, queryPrefix, passagePrefix, dimensions };
}
