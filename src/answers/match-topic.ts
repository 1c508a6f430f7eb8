import type { Milestone } from '../milestones/milestone.ts';
import type { Passage } from '../passages/passage.ts';
import type { Hit, Retriever } from '../retrieval/retriever.ts';
import { analyzeText } from '../text/analyze-text.ts';

/** How many passages a topic is looked for in. */
const TOPIC_DEPTH = 60;

/** A passage speaks of the topic from this share of the best fused score on … */
const MIN_SHARE_OF_BEST = 0.5;

/** … and from this cosine similarity on, or with every word of it. Chosen by eye on the shipped corpus and model. */
const MIN_SIMILARITY = 0.62;

/** A passage with more milestones is a list: what it is about as a whole says little of one of them. */
const MAX_OF_ONE_MATTER = 2;

/** How long other work of the process may have to wait for its turn, in milliseconds. */
const TURN_MS = 20;

/** Gives the milestones, of those it was made for, that a topic is about; in their order. */
export type MatchTopic = (topic: string) => Promise<readonly Milestone[]>;

/**
 * Matches a topic by word and by meaning. A milestone is about it where its own words hold all words of the topic (by
 * stem), or where the hybrid search finds its passage well above the rest; of a list of milestones only those that
 * share a word with the topic, or all where nothing else is found. The words are read on first use.
 */
export function createTopicMatcher(milestones: readonly Milestone[], retriever: Retriever): MatchTopic {
  const counts = countByPassage(milestones);
  let reading: Promise<WordIndex> | null = null;
  return async (topic) => {
    const [{ hits }, words] = await Promise.all([
      retriever.search(topic, { topK: TOPIC_DEPTH }),
      (reading ??= readWords(milestones)),
    ]);
    // The first term is the whole word; the parts of a compound say less than it.
    const stems = analyzeText(topic).map(({ terms: [term = ''] }) => term);
    const holding = stems.map((stem) => words.get(stem) ?? NONE);
    const strong = listStrongPassages(hits, stems);
    const isAbout = ({ passageId, kind }: Milestone, position: number): boolean => {
      if (holding.length > 0 && holding.every((positions) => positions.has(position))) return true;
      if (!strong.has(passageId)) return false;
      const isOfList = kind !== 'published' && (counts.get(passageId) ?? 0) > MAX_OF_ONE_MATTER;
      return !isOfList || holding.some((positions) => positions.has(position));
    };
    const about = milestones.filter(isAbout);
    if (about.some(({ kind }) => kind !== 'published')) return about;
    const known = new Set(about);
    return milestones.filter((milestone) => known.has(milestone) || strong.has(milestone.passageId));
  };
}

function countByPassage(milestones: readonly Milestone[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { passageId, kind } of milestones) {
    if (kind !== 'published') counts.set(passageId, (counts.get(passageId) ?? 0) + 1);
  }
  return counts;
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

function listStrongPassages(hits: readonly Hit[], stems: readonly string[]): ReadonlySet<string> {
  const best = hits[0]?.score ?? 0;
  return new Set(
    hits
      .filter(({ score }) => score >= best * MIN_SHARE_OF_BEST)
      .filter(
        ({ cosineSimilarity, passage }) => cosineSimilarity >= MIN_SIMILARITY || holdsAll(passage, stems),
      )
      .map(({ passage }) => passage.id),
  );
}

function holdsAll(passage: Passage, stems: readonly string[]): boolean {
  if (stems.length === 0) return false;
  const held = new Set(
    analyzeText([...passage.headingPath, passage.text].join('\n')).flatMap(({ terms }) => terms),
  );
  return stems.every((stem) => held.has(stem));
}
