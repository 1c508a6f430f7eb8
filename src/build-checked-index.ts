import { classifyQuestion } from './answers/classify-question.ts';
import { DEFAULT_CONFIDENCE_MODEL } from './answers/estimate-confidence.ts';
import { gatherEvidence } from './answers/gather-evidence.ts';
import type { Config } from './config.ts';
import { openDesks } from './create-shelf.ts';
import { buildIndex, type BuildIndexOptions } from './indexing/build-index.ts';
import type { BuildSummary } from './indexing/build-summary.ts';
import type { Measure } from './indexing/calibration/calibrate.ts';
import { createHybridRetriever, type SearchParts } from './retrieval/hybrid-retriever.ts';

/**
 * The wiring that `open-library.ts` and `scripts/index.ts` share: a build whose confidence is fitted to the corpus,
 * and whose new generation is asked the regression questions of it, through the same answering path that people ask. Throws what `buildIndex` throws.
 */
export async function buildCheckedIndex(
  options: Omit<BuildIndexOptions, 'answering'>,
  config: Pick<Config, 'minConfidence' | 'maxFalseRefusals'>,
): Promise<BuildSummary> {
  return buildIndex({
    ...options,
    answering: {
      prior: DEFAULT_CONFIDENCE_MODEL,
      maxFalseRefusals: config.maxFalseRefusals,
      openMeter,
      openAsk: (parts, embedder, calibration) => {
        const desks = openDesks({ ...parts, calibration }, embedder, config);
        // Told to whoever asks.
        desks.catch(() => undefined);
        return async (question) => (await desks).ask(question);
      },
    },
  });
}

/** The evidence for questions, as the answering path gathers it; null for greetings and the like. */
export function openMeter(parts: SearchParts): Measure {
  const retriever = createHybridRetriever(parts);
  return async (question) => {
    if (classifyQuestion(question) !== 'question') return null;
    const { evidence, spans } = await gatherEvidence(retriever, question);
    const quotedArticleIds = [...new Set(spans.map(({ hit }) => hit.passage.article.id))];
    return { signals: { ...evidence }, quotedArticleIds };
  };
}
