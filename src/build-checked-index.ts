import type { Config } from './config.ts';
import { openDesks } from './create-shelf.ts';
import { buildIndex, type BuildIndexOptions } from './indexing/build-index.ts';
import type { BuildSummary } from './indexing/build-summary.ts';

/**
 * The wiring that `open-library.ts` and `scripts/index.ts` share: a build whose new generation is asked the regression
 * questions of the corpus, through the same answering path that people ask. Throws what `buildIndex` throws.
 */
export async function buildCheckedIndex(
  options: Omit<BuildIndexOptions, 'answering'>,
  config: Pick<Config, 'minConfidence'>,
): Promise<BuildSummary> {
  return buildIndex({
    ...options,
    answering: {
      openAsk: (parts, embedder) => {
        const desks = openDesks(parts, embedder, config);
        // Told to whoever asks.
        desks.catch(() => undefined);
        return async (question) => (await desks).ask(question);
      },
    },
  });
}
