import { cp, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from './config.ts';
import { loadCorpus } from './corpus/load-corpus.ts';
import { rejectDuplicateTitles } from './corpus/reject-duplicate-titles.ts';
import { openTokenCounter } from './embeddings/token-counter.ts';
import { buildIndex } from './indexing/build-index.ts';
import { BUILD_PHASE_WORDS } from './indexing/build-phase-words.ts';
import { CACHE_FOLDER } from './indexing/embedding-cache.ts';
import type { OpenLibrary } from './open-library.ts';
import type { ArticleDesk, CorpusPlace, LeftOut, UseCorpusOptions } from './playground/article-desk.ts';
import { selectModelOptions } from './select-model-options.ts';

/** What the playground may do with articles, made of the rooms that know them. */
export function createArticleDesk(open: OpenLibrary, config: Config): ArticleDesk {
  const { library } = open;
  return {
    async findFault(path, articleId, signal) {
      const { articles, rejected } = await loadCorpus(dirname(path), { signal });
      const [article] = articles;
      if (article === undefined) return rejected[0]?.message ?? 'There is no article in it.';
      const others = library.listArticles().filter(({ id }) => id !== articleId);
      const [duplicate] = rejectDuplicateTitles([...others, { ...article, id: articleId }]).rejected;
      return duplicate?.message ?? null;
    },
    useCorpus: (place, options) => useCorpus(open, config, place, options),
    useShipped: () => open.answerFrom(config.indexDir),
    countArticles: () => library.describe().articleCount,
  };
}

async function useCorpus(
  open: OpenLibrary,
  config: Config,
  { corpusDir, indexDir }: CorpusPlace,
  { onProgress, signal }: UseCorpusOptions,
): Promise<readonly LeftOut[]> {
  const { embedder, fingerprint } = open;
  const cache = join(indexDir, CACHE_FOLDER);
  // What was embedded for the shipped articles need not be embedded again.
  if (!(await exists(cache)) && (await exists(join(config.indexDir, CACHE_FOLDER)))) {
    await cp(join(config.indexDir, CACHE_FOLDER), cache, { recursive: true });
  }
  const { countTokens, maxTokens } = await openTokenCounter({
    ...selectModelOptions(config),
    prefix: fingerprint.passagePrefix,
  });
  const { rejected } = await buildIndex({
    ...{ corpusDir, indexDir, embedder, countTokens, maxTokens, signal },
    onProgress: (phase, done, total) => {
      onProgress(BUILD_PHASE_WORDS[phase], done, total);
    },
  });
  await open.answerFrom(indexDir);
  return rejected;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
