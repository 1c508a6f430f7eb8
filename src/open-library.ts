import type { Logger } from 'pino';
import { createLibrary } from './answers/create-library.ts';
import type { Library } from './answers/library.ts';
import type { Config } from './config.ts';
import { createShelf } from './create-shelf.ts';
import { describeModel } from './embeddings/describe-model.ts';
import type { Embedder } from './embeddings/embedder.ts';
import type { Reranker } from './embeddings/reranker.ts';
import { openTransformersEmbedder } from './embeddings/transformers-embedder.ts';
import { FootnoteError } from './errors.ts';
import { createIndexFingerprint } from './indexing/create-index-fingerprint.ts';
import { openReranker } from './open-reranker.ts';
import { followGenerations } from './retrieval/follow-generations.ts';
import type { SearchParts } from './retrieval/hybrid-retriever.ts';
import type { IndexFingerprint } from './retrieval/manifest.ts';
import { openGeneration } from './retrieval/open-generation.ts';
import { selectModelOptions } from './select-model-options.ts';

export interface OpenLibraryOptions {
  readonly config: Config;
  readonly logger: Logger;
  /** `if-needed` builds the index where it is missing or does not say what the corpus says. */
  readonly build: 'never' | 'if-needed';
  /** @default config.corpusDir */
  readonly corpusDir?: string;
  /** @default config.indexDir */
  readonly indexDir?: string;
  /** How far a build or a download is; the phase in plain words. */
  readonly onProgress?: (phase: string, done: number, total: number) => void;
}

export interface OpenLibrary {
  readonly library: Library;
  /** The generation that was opened first, and what embeds for it: for measuring one search by itself. */
  readonly searchParts: SearchParts;
  /** Null where no RERANK_MODEL is set. */
  readonly reranker: Reranker | null;
  /** What indexes for it are built with. */
  readonly embedder: Embedder;
  readonly fingerprint: IndexFingerprint;
  /**
   * Answers from the current generation of another folder from now on; new generations are taken up of the folder that
   * was opened first only, and only while that one is in use. Throws what `openGeneration` throws.
   */
  answerFrom(indexDir: string): Promise<void>;
  /** From now on, takes up each new generation of the index as soon as it is current. */
  watch(): void;
  close(): Promise<void>;
}

/**
 * The wiring that `index.ts` and the scripts share: model → index, built where asked and needed → answering path.
 * Where a build fails and an older index still opens, that one serves and the failure is logged.
 * @throws FootnoteError, with the room's own subclasses, where there is nothing to serve.
 */
export async function openLibrary(options: OpenLibraryOptions): Promise<OpenLibrary> {
  const { config, logger, onProgress } = options;
  const indexDir = options.indexDir ?? config.indexDir;
  const modelOptions = selectModelOptions(config);
  // The model loads in its own thread while the index is checked and read on this one.
  const opening = openTransformersEmbedder({
    ...modelOptions,
    threads: config.embeddingThreads,
    allowDownload: modelOptions.isHubModel,
    onDownloadProgress: ({ file, loadedBytes, totalBytes }) =>
      onProgress?.(`downloading ${file}`, loadedBytes, totalBytes),
  });
  opening.catch(() => undefined);
  let reranker: Reranker | null = null;
  try {
    if (modelOptions.isHubModel) await opening;
    const fingerprint = createIndexFingerprint(await describeModel(modelOptions));
    // Before the build: a model that is missing should not cost a wait.
    reranker = await openReranker(config, onProgress);
    if (options.build === 'if-needed') await buildIfNeeded(options, indexDir, fingerprint, opening);
    const [embedder, first] = await Promise.all([opening, openGeneration(indexDir, { fingerprint })]);
    const library = createLibrary(await createShelf(first, embedder, config, reranker));
    let servedDir = indexDir;
    const following = await followGenerations(indexDir, {
      fingerprint,
      current: first.name,
      onOpen: async (generation) => {
        if (servedDir !== indexDir) return;
        library.switchTo(await createShelf(generation, embedder, config, reranker));
        const { articles, passages } = generation.manifest.counts;
        logger.info({ generation: generation.name, articles, passages }, 'now answering from a new index');
      },
      onFailure: (err, generation) => {
        logger.error({ err, generation }, 'a new index could not be opened; the one in use stays');
      },
      onGone: (path) => {
        const words =
          'is gone; the index is in memory and answers on. Run "npm run index" before the next start.';
        logger.warn({ path }, `${path} ${words}`);
      },
    });
    const { passages, vectorIndex, lexicalIndex } = first;
    return {
      library,
      searchParts: { passages, vectorIndex, lexicalIndex, embedder },
      ...{ embedder, fingerprint, reranker },
      async answerFrom(dir) {
        const generation = await openGeneration(dir, { fingerprint });
        library.switchTo(await createShelf(generation, embedder, config, reranker));
        servedDir = dir;
      },
      watch: following.watch,
      async close() {
        await following.close();
        await reranker?.close();
        await embedder.close();
      },
    };
  } catch (error) {
    await reranker?.close();
    await opening.then((embedder) => embedder.close()).catch(() => undefined);
    throw error;
  }
}

async function buildIfNeeded(
  { config, logger, corpusDir = config.corpusDir, onProgress }: OpenLibraryOptions,
  indexDir: string,
  fingerprint: ReturnType<typeof createIndexFingerprint>,
  opening: Promise<Embedder>,
): Promise<void> {
  const { checkIndex } = await import('./indexing/check-index.ts');
  try {
    const { state, reason } = await checkIndex({ corpusDir, indexDir, fingerprint });
    if (state === 'current') return;
    logger.info({ state, reason }, 'building the index');
    const [{ buildCheckedIndex }, { BUILD_PHASE_WORDS }, { openTokenCounter }] = await Promise.all([
      import('./build-checked-index.ts'),
      import('./indexing/build-phase-words.ts'),
      import('./embeddings/token-counter.ts'),
    ]);
    const { countTokens, maxTokens } = await openTokenCounter({
      ...selectModelOptions(config),
      prefix: fingerprint.passagePrefix,
    });
    const embedder = await opening;
    const build = (floor: { readonly minSuccess?: number } = {}) =>
      buildCheckedIndex(
        {
          ...{ corpusDir, indexDir, embedder, countTokens, maxTokens, ...floor },
          onProgress: (phase, done, total) => onProgress?.(BUILD_PHASE_WORDS[phase], done, total),
        },
        config,
      );
    let summary = await build();
    if (summary.outcome === 'below-floor') {
      const lost = summary.questions?.lost.map(({ id }) => id);
      const serves = await canOpen(indexDir, fingerprint);
      const words = serves
        ? 'so the last one serves; see "npm run index"'
        : 'but the last one cannot be used';
      logger.warn({ lost }, `the new index answers fewer of the regression questions, ${words}`);
      // A bot that answers a little less is better than none.
      if (!serves) summary = await build({ minSuccess: 0 });
    }
    for (const { path, line, message } of summary.rejected) {
      logger.warn({ article: path, line }, `an article was left out: ${message}`);
    }
  } catch (error) {
    // An index that no longer opens is reported by the opening itself, with what to do.
    const servesOn = error instanceof FootnoteError && (await canOpen(indexDir, fingerprint));
    if (!servesOn) throw error;
    logger.warn({ err: error }, `the index could not be rebuilt, so the last one serves: ${error.message}`);
  }
}

async function canOpen(
  indexDir: string,
  fingerprint: ReturnType<typeof createIndexFingerprint>,
): Promise<boolean> {
  return openGeneration(indexDir, { fingerprint }).then(
    () => true,
    () => false,
  );
}
