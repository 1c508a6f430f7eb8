import type { Block } from '../passages/passage.ts';
import type { Hit, Query } from '../retrieval/retriever.ts';
import { analyzeText } from '../text/analyze-text.ts';
import { splitSentences } from '../text/split-sentences.ts';
import { asksForDefinition, definesTopic } from './defines-topic.ts';
import { hasDetail, type WantedDetail } from './detect-wanted.ts';

/** One sentence, list item, table row or line of code of a hit, and how well it answers. */
export interface ScoredSentence {
  readonly hit: Hit;
  /** Offsets in the passage's text, `[start, end)`. */
  readonly start: number;
  readonly end: number;
  /** Position among the sentences of its passage, from 0. */
  readonly index: number;
  /** Share of the question's idf weight whose words stand in the sentence, in [0, 1]. */
  readonly coverage: number;
  /** True where a number, date or person is wanted and the sentence has one. */
  readonly hasWanted: boolean;
  readonly score: number;
}

/** A sentence of a passage, offsets `[start, end)` in its text, and the block it belongs to. */
export interface PassageSentence {
  readonly start: number;
  readonly end: number;
  readonly block: Block;
}

export interface SentenceWeights {
  /** Weight of the passage's fused score. */
  readonly passage: number;
  /** Weight of the sentence's own coverage. */
  readonly coverage: number;
  /** Weight of a wanted number, date or person in the sentence. */
  readonly detail: number;
  /** Taken off a lead-in (a sentence that ends in a colon) and a question. */
  readonly leadIn: number;
  /** Weight of a sentence that says what something is, where the question asks for it. */
  readonly definition: number;
}

export const DEFAULT_SENTENCE_WEIGHTS = {
  passage: 1,
  coverage: 0.6,
  detail: 0.3,
  leadIn: 0.15,
  definition: 0.2,
} as const satisfies SentenceWeights;

/** A word of the heading path counts this much for every sentence under it. */
const HEADING_SHARE = 0.4;

/** Scores every sentence of the hits, best first; ties in order of rank, then of place. */
export function scoreSentences(
  query: Query,
  hits: readonly Hit[],
  wanted: WantedDetail,
  weights: SentenceWeights = DEFAULT_SENTENCE_WEIGHTS,
): readonly ScoredSentence[] {
  const isDefinition = asksForDefinition(query);
  const scored = hits.flatMap((hit) => {
    const context = stemsOf([hit.passage.article.title, ...hit.passage.headingPath].join('\n'));
    return splitPassage(hit).map(({ start, end }, index): ScoredSentence => {
      const text = hit.passage.text.slice(start, end);
      const coverage = measureCoverage(query, stemsOf(text), context);
      const hasWanted = wanted !== null && hasDetail(text, wanted);
      const isLeadIn = /[:：?]$/.test(text) ? 1 : 0;
      const score =
        weights.passage * hit.score +
        weights.coverage * coverage +
        weights.detail * (hasWanted ? 1 : 0) +
        weights.definition * (isDefinition && definesTopic(text, query) ? 1 : 0) -
        weights.leadIn * isLeadIn;
      return { hit, start, end, index, coverage, hasWanted, score };
    });
  });
  return scored.sort((a, b) => b.score - a.score || a.hit.rank - b.hit.rank || a.index - b.index);
}

/** The sentences of a passage in order: block by block, code and tables line by line. Offsets in the passage's text. */
export function splitPassage({ passage }: Pick<Hit, 'passage'>): readonly PassageSentence[] {
  return passage.blocks.flatMap((block) => {
    const from = block.start - passage.start;
    const text = passage.text.slice(from, block.end - passage.start);
    return splitSentences(text).map(({ start, end }) => ({ start: from + start, end: from + end, block }));
  });
}

/** All stems of a text. */
export function stemsOf(text: string): ReadonlySet<string> {
  return new Set(analyzeText(text).flatMap(({ terms }) => terms));
}

/** Share of the question's idf weight found in `stems`; what only `context` holds counts in part. */
export function measureCoverage(
  query: Query,
  stems: ReadonlySet<string>,
  context: ReadonlySet<string> = new Set(),
): number {
  let found = 0;
  let all = 0;
  for (const { term, corrections, idf } of query.terms) {
    all += idf;
    if (stems.has(term) || corrections.some((correction) => stems.has(correction))) found += idf;
    else if (context.has(term) || corrections.some((correction) => context.has(correction))) {
      found += idf * HEADING_SHARE;
    }
  }
  return all === 0 ? 0 : found / all;
}
