import type { Pooling } from './embedder.ts';
import type { ExitGuard } from './exit-guard.ts';
import type { ModelLocation } from './model-location.ts';

/** What a worker thread is born with. */
export interface WorkerBirth {
  readonly guard: ExitGuard;
}

/** Loads the model from local files; answered by `loaded` or `failed`. */
export interface LoadRequest extends ModelLocation {
  readonly kind: 'load';
  /**
   * What the model does: it embeds a text, or scores a question and a text together. Then each text of an
   * `EmbedRequest` is the JSON of both (`["question", "text"]`), and what comes back is one number.
   * @default 'embed'
   */
  readonly task?: 'embed' | 'score';
  readonly pooling: Pooling;
  readonly dimensions: number;
  readonly maxTokens: number;
}

/** Downloads the model's files into `modelsDir`; answered by any number of `progress`, then `downloaded` or `failed`. */
export interface DownloadRequest extends ModelLocation {
  readonly kind: 'download';
  readonly hubUrl: string;
}

/** Embeds one text, prefix included; answered by `embedded`, `too-long` or `failed`. */
export interface EmbedRequest {
  readonly kind: 'embed';
  readonly text: string;
  /** Cut to the model's limit where it is longer; otherwise it is refused. */
  readonly cut: boolean;
}

/** Main thread → worker. One at a time: the next is sent after the answer. `stop` may come at any time. */
export type WorkerRequest = LoadRequest | DownloadRequest | EmbedRequest | { readonly kind: 'stop' };

/** Worker → main thread. */
export type WorkerReply =
  | { readonly kind: 'loaded' | 'downloaded' }
  | {
      readonly kind: 'progress';
      readonly file: string;
      readonly loadedBytes: number;
      readonly totalBytes: number;
    }
  | { readonly kind: 'embedded'; readonly embedding: Float32Array }
  | { readonly kind: 'too-long'; readonly tokens: number }
  | { readonly kind: 'failed'; readonly reason: string };
