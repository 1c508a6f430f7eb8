import { type Ask, createAnswerer } from './answers/create-answerer.ts';
import type { Shelf } from './answers/create-library.ts';
import { createMilestoneDesk } from './answers/create-milestone-desk.ts';
import { createTimekeeper } from './answers/create-timekeeper.ts';
import type { MilestoneDesk } from './answers/milestone-desk.ts';
import type { Config } from './config.ts';
import type { Embedder } from './embeddings/embedder.ts';
import { parseMilestones } from './milestones/milestone-file.ts';
import { createHybridRetriever } from './retrieval/hybrid-retriever.ts';
import type { Generation, GenerationParts } from './retrieval/open-generation.ts';

/** What questions and dated events of one generation are answered by. */
export interface OpenedDesks {
  readonly ask: Ask;
  readonly desk: MilestoneDesk;
}

/** Opens the whole answering path on a generation, which need not be the current one. */
export function openDesks(
  { passages, vectorIndex, lexicalIndex, milestonesJson }: GenerationParts,
  embedder: Pick<Embedder, 'embedQuery'>,
  { minConfidence }: Pick<Config, 'minConfidence'>,
): OpenedDesks {
  const retriever = createHybridRetriever({ passages, vectorIndex, lexicalIndex, embedder });
  const desk = createMilestoneDesk({ milestones: parseMilestones(milestonesJson), passages, retriever });
  const timekeeper = createTimekeeper(desk, passages);
  const ask = createAnswerer(retriever, {
    timekeeper,
    ...(minConfidence === undefined ? {} : { minConfidence }),
  });
  return { ask, desk };
}

/** What one generation gives to the edges. */
export function createShelf(generation: Generation, embedder: Embedder, config: Config): Shelf {
  const { name, manifest, passages } = generation;
  return {
    ...openDesks(generation, embedder, config),
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
