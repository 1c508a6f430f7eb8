import type { Embedder, ModelFingerprint } from '../embeddings/embedder.ts';

/** An embedder that is opened when the first text comes: a build that has nothing to embed need not load the model. */
export function createLazyEmbedder(model: ModelFingerprint, open: () => Promise<Embedder>): Embedder {
  let opened: Promise<Embedder> | null = null;
  const use = (): Promise<Embedder> => (opened ??= open());
  return {
    model,
    embedPassages: async (texts, options) => (await use()).embedPassages(texts, options),
    embedQuery: async (text, options) => (await use()).embedQuery(text, options),
    close: async () => {
      await (await opened?.catch(() => null))?.close();
    },
  };
}
