import type { Config } from './config.ts';
import type { Reranker } from './embeddings/reranker.ts';
import { openTransformersReranker } from './embeddings/transformers-reranker.ts';

/** The reranker that the settings name, downloaded where it is not there; null where they name none. */
export async function openReranker(
  {
    rerankModel,
    modelsDir,
    embeddingThreads,
  }: Pick<Config, 'rerankModel' | 'modelsDir' | 'embeddingThreads'>,
  onProgress?: (phase: string, done: number, total: number) => void,
): Promise<Reranker | null> {
  if (rerankModel === undefined) return null;
  return openTransformersReranker({
    ...{ modelId: rerankModel, modelsDir, threads: embeddingThreads, allowDownload: true },
    onDownloadProgress: ({ file, loadedBytes, totalBytes }) =>
      onProgress?.(`downloading ${file}`, loadedBytes, totalBytes),
  });
}
