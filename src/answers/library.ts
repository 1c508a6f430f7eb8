import type { ArticleHeader, Passage } from '../passages/passage.ts';
import type { Abstention, Answer } from './answer.ts';
import type { MilestoneDesk } from './milestone-desk.ts';

export type { Passage };

/** What `/about` tells. Times are ISO 8601 in UTC. */
export interface LibraryFacts {
  readonly generation: string;
  readonly builtAt: string;
  readonly articleCount: number;
  readonly passageCount: number;
  readonly modelId: string;
}

export interface ArticleSummary extends ArticleHeader {
  readonly passageCount: number;
}

/**
 * What the edges (Discord, terminal) are handed: questions in, replies out, and the articles and dated events behind them. It always
 * speaks of the current generation of the index; one call never mixes two.
 */
export interface Library extends MilestoneDesk {
  ask(question: string, options?: { readonly topK?: number }): Promise<Answer | Abstention>;
  /** Undefined where the passage is not in the current generation (any more). */
  findPassage(passageId: string): Passage | undefined;
  /** In the order of their titles. */
  listArticles(): readonly ArticleSummary[];
  describe(): LibraryFacts;
}
