import { EmbeddingError } from '../errors.ts';
import { EmbeddingThread } from './embedding-thread.ts';
import { holdExit } from './exit-guard.ts';
import { renderPath, resolveModelFile, type ModelLocation } from './model-location.ts';
import type { WorkerReply } from './worker-protocol.ts';

export interface DownloadProgress {
  /** Relative to the model's folder. */
  readonly file: string;
  readonly loadedBytes: number;
  /** 0 where the hub does not say. */
  readonly totalBytes: number;
}

export interface DownloadModelOptions extends ModelLocation {
  /**
   * What the model is called in errors.
   * @default 'embedding model'
   */
  readonly role?: string | undefined;
  /**
   * Where models are fetched from.
   * @default 'https://huggingface.co/'
   */
  readonly hubUrl?: string | undefined;
  readonly onDownloadProgress?: ((progress: DownloadProgress) => void) | undefined;
}

const HUB_URL = 'https://huggingface.co/';

/**
 * Fetches a model's files into `<modelsDir>/<modelId>/`, in a thread of its own. A file is there in whole or not at all.
 *
 * @throws EmbeddingError (`model-invalid`) where that fails, with what to do instead.
 */
export async function downloadModel({
  modelsDir,
  modelId,
  role = 'embedding model',
  hubUrl = HUB_URL,
  onDownloadProgress,
}: DownloadModelOptions): Promise<void> {
  let thread: EmbeddingThread | undefined;
  const onProcessExit = (): void => {
    if (thread !== undefined) holdExit([thread.guard], 1000);
  };
  process.on('exit', onProcessExit);
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (reason: string): void => {
        const folder = renderPath(resolveModelFile({ modelsDir, modelId }, ''));
        const message = `The ${role} ${modelId} could not be downloaded from ${hubUrl}: ${reason}. Check the network and the model's name, or copy its files to ${folder}.`;
        reject(new EmbeddingError(modelId, message, { code: 'model-invalid' }));
      };
      const onReply = (reply: WorkerReply): void => {
        if (reply.kind === 'progress') onDownloadProgress?.(reply);
        else if (reply.kind === 'downloaded') resolve();
        else fail(reply.kind === 'failed' ? reply.reason : `unexpected answer "${reply.kind}"`);
      };
      thread = new EmbeddingThread({ onReply, onExit: fail });
      thread.post({ kind: 'download', modelsDir, modelId, hubUrl });
    });
  } finally {
    await thread?.stop();
    process.off('exit', onProcessExit);
  }
}
