import type { loadCorpus } from '../corpus/load-corpus.ts';
import { ArticleCache, type ArticleCacheUse } from './article-cache.ts';

/** A reader of the corpus that parses only what it does not find in the index folder's article cache. */
export function createCachedLoader(
  load: typeof loadCorpus,
  indexDir: string,
  use: ArticleCacheUse,
): typeof loadCorpus {
  return async (corpusDir, options) => {
    const cache = await ArticleCache.open(indexDir, use);
    const corpus = await load(corpusDir, { ...options, cache });
    await cache.prune();
    return corpus;
  };
}
