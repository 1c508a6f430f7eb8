import type { Milestone } from '../milestones/milestone.ts';
import type { Hit, Retriever } from '../retrieval/retriever.ts';
import { analyzeText } from '../text/analyze-text.ts';

/** How many passages a topic is looked for in. */
const TOPIC_DEPTH = 60;

/** A passage speaks of the topic from this share of the best fused score on … */
const MIN_SHARE_OF_BEST = 0.5;

/** … and from this cosine similarity on. Chosen by eye on the shipped corpus, for the shipped model. */
const MIN_SIMILARITY = 0.62;

/** How long other work of the process may have to wait for its turn, in milliseconds. */
const TURN_MS = 20;

/** Gives the milestones, of those it was made for, that a topic is about; in their order. */
export type MatchTopic = (topic: string) => Promise<readonly Milestone[]>;

/**
 * Matches a topic by word and by meaning: a milestone is about it where its own words hold all words of the topic (by
 * stem), or where its passage is found by the hybrid search well above the rest. The words are read on first use.
 */
export function createTopicMatcher(milestones: readonly Milestone[], retriever: Retriever): MatchTopic {
  let reading: Promise<WordIndex> | null = null;
  return async (topic) => {
    const [{ hits }, words] = await Promise.all([
      retriever.search(topic, { topK: TOPIC_DEPTH }),
      (reading ??= readWords(milestones)),
    ]);
    const byWord = findByWords(topic, words);
    const strong = listStrongPassages(hits);
    return milestones.filter(
      (milestone, position) => byWord.has(position) || strong.has(milestone.passageId),
    );
  };
}

/** Stem → positions of the milestones whose words hold it. */
type WordIndex = ReadonlyMap<string, ReadonlySet<number>>;

const NONE: ReadonlySet<number> = new Set();

async function readWords(milestones: readonly Milestone[]): Promise<WordIndex> {
  const words = new Map<string, Set<number>>();
  let turnEnds = performance.now() + TURN_MS;
  for (const [position, { title, text }] of milestones.entries()) {
    for (const { terms } of analyzeText(text.includes(title) ? text : `${title}\n${text}`)) {
      for (const term of terms) {
        const positions = words.get(term);
        if (positions === undefined) words.set(term, new Set([position]));
        else positions.add(position);
      }
    }
    if (performance.now() < turnEnds) continue;
    await new Promise(setImmediate);
    turnEnds = performance.now() + TURN_MS;
  }
  return words;
}

function findByWords(topic: string, words: WordIndex): ReadonlySet<number> {
  // The first term is the whole word; the parts of a compound say less than it.
  const [first, ...others] = analyzeText(topic).map(({ terms: [term = ''] }) => words.get(term) ?? NONE);
  return new Set([...(first ?? NONE)].filter((position) => others.every((held) => held.has(position))));
}

function listStrongPassages(hits: readonly Hit[]): ReadonlySet<string> {
  const best = hits[0]?.score ?? 0;
  return new Set(
    hits
      .filter(
        ({ score, cosineSimilarity }) =>
          score >= best * MIN_SHARE_OF_BEST && cosineSimilarity >= MIN_SIMILARITY,
      )
      .map(({ passage }) => passage.id),
  );
}
