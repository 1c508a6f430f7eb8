import { type Ask, createAnswerer } from './answers/create-answerer.ts';
import type { Shelf } from './answers/create-library.ts';
import { createMilestoneDesk } from './answers/create-milestone-desk.ts';
import { createTimekeeper } from './answers/create-timekeeper.ts';
import { indexPassages, type PassagesById } from './answers/index-passages.ts';
import type { MilestoneDesk } from './answers/milestone-desk.ts';
import { chooseConfidence } from './choose-confidence.ts';
import type { Config } from './config.ts';
import type { Embedder } from './embeddings/embedder.ts';
import type { Reranker } from './embeddings/reranker.ts';
import { type Calibration, parseCalibration } from './indexing/calibration/calibration.ts';
import { parseManyMilestones } from './milestones/milestone-file.ts';
import { createHybridRetriever } from './retrieval/hybrid-retriever.ts';
import type { Generation, GenerationParts } from './retrieval/open-generation.ts';
import { createRerankingRetriever } from './retrieval/reranking-retriever.ts';

/** What questions and dated events of one generation are answered by. */
export interface OpenedDesks {
  readonly ask: Ask;
  readonly desk: MilestoneDesk;
  readonly passageById: PassagesById;
}

/**
 * Opens the whole answering path on a generation, which need not be the current one. Gives other work a turn between
 * its steps: a bot answers from the old index meanwhile. A reranker, where there is one, puts the hits of questions into
 * a new order; dated events are found without it.
 */
export async function openDesks(
  parts: GenerationParts & { readonly calibration: Calibration },
  embedder: Pick<Embedder, 'embedQuery'>,
  config: Pick<Config, 'minConfidence' | 'maxFalseRefusals'>,
  reranker: Reranker | null = null,
): Promise<OpenedDesks> {
  const { passages, vectorIndex, lexicalIndex, milestonesJson, calibration } = parts;
  const retriever = createHybridRetriever({ passages, vectorIndex, lexicalIndex, embedder });
  const passageById = await indexPassages(passages);
  const milestones = await parseManyMilestones(milestonesJson);
  const desk = createMilestoneDesk({ milestones, passages, passageById, retriever });
  await new Promise(setImmediate);
  const timekeeper = createTimekeeper(desk, passages, passageById);
  const asked = reranker === null ? retriever : createRerankingRetriever(retriever, reranker);
  const ask = createAnswerer(asked, {
    timekeeper,
    ...chooseConfidence(calibration, config),
  });
  await new Promise(setImmediate);
  return { ask, desk, passageById };
}

/** What one generation gives to the edges. */
export async function createShelf(
  generation: Generation,
  embedder: Embedder,
  config: Config,
  reranker: Reranker | null = null,
): Promise<Shelf> {
  const { name, manifest, passages, calibrationJson } = generation;
  const calibration = parseCalibration(calibrationJson);
  return {
    ...(await openDesks({ ...generation, calibration }, embedder, config, reranker)),
    passages,
    facts: {
      generation: name,
      builtAt: manifest.builtAt,
      articleCount: manifest.counts.articles,
      passageCount: manifest.counts.passages,
      modelId: manifest.fingerprint.modelId,
    },
  };
}
