import type { Timeline, TimelineEntry, TimelineOptions } from './timeline.ts';

/** What the worker says first, once its modules are loaded: a picture's time begins only then. */
export const READY = 'ready';

/** Main thread → worker, one at a time. */
export interface DrawRequest {
  readonly entries: readonly TimelineEntry[];
  readonly options: TimelineOptions;
}

/** Worker → main thread. */
export type DrawReply =
  | { readonly kind: 'drawn'; readonly timeline: Timeline }
  /** `isRangeError` for a mistake of the caller. */
  | { readonly kind: 'failed'; readonly message: string; readonly isRangeError: boolean };
