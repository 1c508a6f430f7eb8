import type { Embedder } from '../embeddings/embedder.ts';
import { FootnoteError } from '../errors.ts';
import type { Passage } from '../passages/passage.ts';
import { analyzeQuestion } from './analyze-question.ts';
import { fuseStandardScores, liftArticles } from './fuse-scores.ts';
import type { LexicalSearch } from './lexical-index.ts';
import type { Hit, Retrieved, Retriever } from './retriever.ts';
import { takeTurn } from './take-turn.ts';
import type { VectorIndex } from './vector-index.ts';

export interface HybridOptions {
  /** How many neighbours each search gives to the fusion, in passages. @default 60 */
  readonly candidates?: number;
  /** Share of the dense list in the fused score, in [0, 1]; the lexical list has the rest. @default 0.7 */
  readonly denseWeight?: number;
  /** How far the best passage of an article lifts its others, in [0, 1); 0 leaves each to itself. @default 0.5 */
  readonly articleShare?: number;
}

export const DEFAULT_HYBRID_OPTIONS = {
  candidates: 60,
  denseWeight: 0.7,
  articleShare: 0.5,
} as const satisfies Required<HybridOptions>;

/** The parts of one generation that a search needs. Position i of every part is the same passage. */
export interface SearchParts {
  readonly passages: readonly Passage[];
  readonly vectorIndex: VectorIndex;
  readonly lexicalIndex: LexicalSearch;
  readonly embedder: Pick<Embedder, 'embedQuery'>;
}

/**
 * Searches by meaning and by word, and fuses the two:
 *
 *     question ─┬─ embedQuery ─► HNSW ────── cosine similarity ─┐
 *               └─ stems ──────► postings ── lexical score ────┴─► standard-score fusion ─► lift of articles ─► hits
 */
export function createHybridRetriever(parts: SearchParts, options: HybridOptions = {}): Retriever {
  const { candidates, denseWeight, articleShare } = { ...DEFAULT_HYBRID_OPTIONS, ...options };
  return {
    async search(question, { topK }): Promise<Retrieved> {
      const started = performance.now();
      const embedding = await parts.embedder.embedQuery(question);
      await takeTurn();
      const embedded = performance.now();
      const { query, weightedTerms } = analyzeQuestion(question, parts.lexicalIndex);
      const depth = Math.max(candidates, topK);
      const lexical = new Map<number, number>();
      const dense = new Map<number, number>();
      for (const { position, cosineSimilarity } of parts.vectorIndex.search(embedding, depth)) {
        dense.set(position, cosineSimilarity);
      }
      const matches = parts.lexicalIndex.search(weightedTerms, depth, new Set(dense.keys()));
      // Whatever one search found is judged by both: a passage that only the words found still has a similarity.
      for (const [index, { position, lexicalScore }] of matches.entries()) {
        if (index < depth || dense.has(position)) lexical.set(position, lexicalScore);
        if (!dense.has(position) && index < depth) {
          dense.set(position, parts.vectorIndex.similarityTo(position, embedding));
        }
      }
      const fused = fuseStandardScores([
        { scores: dense, weight: denseWeight },
        { scores: lexical, weight: 1 - denseWeight },
      ]);
      const ranked = liftArticles(
        fused,
        (position) => parts.passages[position]?.article.id ?? '',
        articleShare,
      );
      const hits = ranked.slice(0, topK).map(({ position, score }, index): Hit => {
        const passage = parts.passages[position];
        if (passage === undefined) {
          throw new FootnoteError(
            `The index names passage ${position}, which it does not hold: rebuild with npm run index.`,
            {
              code: 'index-invalid',
            },
          );
        }
        return {
          passage,
          rank: index + 1,
          score,
          cosineSimilarity: dense.get(position) ?? 0,
          lexicalScore: lexical.get(position) ?? 0,
        };
      });
      return { query, hits, embedMs: embedded - started, searchMs: performance.now() - embedded };
    },
  };
}
