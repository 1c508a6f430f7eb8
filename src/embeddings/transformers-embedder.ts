import { availableParallelism } from 'node:os';
import { hasModelFiles } from './check-model-files.ts';
import { describeModel, type DescribeModelOptions } from './describe-model.ts';
import { downloadModel, type DownloadProgress } from './download-model.ts';
import type { Embedder } from './embedder.ts';
import { EmbeddingPool } from './embedding-pool.ts';
import { loadModelConfig } from './model-config.ts';
import { resolveModelSettings } from './model-settings.ts';

export interface TransformersEmbedderOptions extends DescribeModelOptions {
  /**
   * Most worker threads; each holds the model once (about 160 MB for the shipped one).
   * @default os.availableParallelism()
   */
  readonly threads?: number | undefined;
  /**
   * Fetch the model from the hub into `modelsDir` where it is not there.
   * @default false
   */
  readonly allowDownload?: boolean | undefined;
  readonly onDownloadProgress?: ((progress: DownloadProgress) => void) | undefined;
  /**
   * Where models are fetched from.
   * @default 'https://huggingface.co/'
   */
  readonly hubUrl?: string | undefined;
}

/** A question is cut by characters first, since tokenising a very long text is slow; no token is so long on average. */
const MAX_CHARACTERS_PER_TOKEN = 20;

/**
 * Opens a model that runs on transformers.js in worker threads; the main thread never imports it. Resolves when the
 * first thread can embed; others start when more than one text waits. Questions go before passages.
 *
 * @throws ConfigError where pooling or prefixes must be set; EmbeddingError where the model is missing, altered, cannot
 * be downloaded (`model-invalid`) or does not load (`embedding-failed`).
 */
export async function openTransformersEmbedder(options: TransformersEmbedderOptions): Promise<Embedder> {
  const { modelId, modelsDir } = options;
  // Before anything is downloaded: a model that is not known how to use is not fetched either.
  resolveModelSettings(modelId, options);
  if (options.allowDownload === true && !(await hasModelFiles(options))) await downloadModel(options);

  const pool = new EmbeddingPool({ modelId, threads: options.threads ?? availableParallelism() });
  try {
    // The thread imports the runtime while the files are checked; it loads nothing before they are.
    pool.prepare();
    const model = await describeModel(options);
    const { maxTokens } = await loadModelConfig(options);
    const { pooling, dimensions } = model;
    await pool.load({ kind: 'load', modelsDir, modelId, pooling, dimensions, maxTokens });
    return createEmbedder(pool, model, maxTokens);
  } catch (error) {
    await pool.close();
    throw error;
  }
}

function createEmbedder(pool: EmbeddingPool, model: Embedder['model'], maxTokens: number): Embedder {
  return {
    model,
    async embedPassages(passages, { onProgress, onEmbedding, signal } = {}) {
      const texts = passages.map((passage) => model.passagePrefix + passage);
      let done = 0;
      const report = (index: number, embedding: Float32Array): void => {
        onEmbedding?.(index, embedding);
        onProgress?.(++done, texts.length);
      };
      return pool.run({ texts, cut: false, urgent: false, signal, onEmbedding: report });
    },
    async embedQuery(question, { signal } = {}) {
      const text = model.queryPrefix + question.slice(0, maxTokens * MAX_CHARACTERS_PER_TOKEN);
      const [embedding] = await pool.run({ texts: [text], cut: true, urgent: true, signal });
      if (embedding === undefined) throw new TypeError('An order of one text gave no embedding.');
      return embedding;
    },
    close: () => pool.close(),
  };
}
