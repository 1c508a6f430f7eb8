import type { Hit } from '../retrieval/retriever.ts';
import type { Citation, Quote } from './citation.ts';

export interface Timings {
  readonly embedMs: number;
  readonly searchMs: number;
  readonly selectMs: number;
  readonly totalMs: number;
}

interface Reply {
  readonly question: string;
  /** What a person is shown, in plain text. */
  readonly text: string;
  /** How sure Footnote is that the articles answer the question, in [0, 1]. */
  readonly confidence: number;
  readonly hits: readonly Hit[];
  readonly timings: Timings;
}

export interface Answer extends Reply {
  readonly outcome: 'answer';
  /** One to three, best first. */
  readonly quotes: readonly Quote[];
  readonly citations: readonly Citation[];
  /** One sentence of Footnote's own below the quotes ("As of …"). */
  readonly note?: string;
}

/** Why the articles are not quoted: the question is none, or they do not support an answer. */
export type AbstentionReason =
  | ('empty' | 'greeting' | 'thanks' | 'too-long' | 'hostile')
  | ('unknown-term' | 'missing-detail' | 'nothing-then' | 'weak-evidence');

export interface Abstention extends Reply {
  readonly outcome: 'abstention';
  readonly reason: AbstentionReason;
  /** At most three; empty where the question was none. */
  readonly closest: readonly Pick<Citation, 'title' | 'headingPath' | 'articleId' | 'url'>[];
}
