/** What the worker says first, once its modules are loaded: a picture's time begins only then. */
export const READY = 'ready';

/** Worker → main thread, one for each request. */
export type DrawReply<Picture> =
  | { readonly kind: 'drawn'; readonly picture: Picture }
  /** `isRangeError` for a mistake of the caller. */
  | { readonly kind: 'failed'; readonly message: string; readonly isRangeError: boolean };
