import type { Config } from '../../src/config.ts';
import { describeModel } from '../../src/embeddings/describe-model.ts';
import type { Embedder } from '../../src/embeddings/embedder.ts';
import type { Reranker } from '../../src/embeddings/reranker.ts';
import { openTokenCounter, type TokenCounter } from '../../src/embeddings/token-counter.ts';
import { openTransformersEmbedder } from '../../src/embeddings/transformers-embedder.ts';
import { openReranker } from '../../src/open-reranker.ts';
import { selectModelOptions } from '../../src/select-model-options.ts';

/** The models that the settings name. */
export interface Models extends TokenCounter {
  readonly embedder: Embedder;
  /** Null where no RERANK_MODEL is set. */
  readonly reranker: Reranker | null;
}

/** Opens the models, works with them and closes them; downloads those that do not travel with Footnote. */
export async function useModels<Result>(
  config: Config,
  onProgress: (phase: string, done: number, total: number) => void,
  work: (models: Models) => Promise<Result>,
): Promise<Result> {
  const model = selectModelOptions(config);
  const reranker = await openReranker(config, onProgress);
  try {
    const embedder = await openTransformersEmbedder({
      ...{ ...model, threads: config.embeddingThreads, allowDownload: model.isHubModel },
      onDownloadProgress: ({ file, loadedBytes, totalBytes }) => {
        onProgress(`Downloading ${file}`, loadedBytes, totalBytes);
      },
    });
    try {
      const { passagePrefix: prefix } = await describeModel(model);
      return await work({ embedder, reranker, ...(await openTokenCounter({ ...model, prefix })) });
    } finally {
      await embedder.close();
    }
  } finally {
    await reranker?.close();
  }
}
