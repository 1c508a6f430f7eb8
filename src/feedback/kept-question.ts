import type { Rating } from './feedback-desk.ts';

/** A question on disk. Ids are hashed. */
export interface KeptQuestion {
  readonly _id: string;
  readonly kind: 'question';
  /** When it was asked, in milliseconds since 1970. */
  readonly at: number;
  readonly asker: string;
  readonly server: string;
  readonly text: string;
  readonly isAnswered: boolean;
}

/** A rating on disk. */
export interface KeptRating {
  readonly _id: string;
  readonly kind: 'rating';
  /** When its question was asked: they go together. */
  readonly at: number;
  /** `_id` of the question. */
  readonly question: string;
  readonly person: string;
  readonly rating: Rating;
}

/** What is kept of one server. */
export interface KeptFeedback {
  readonly questions: readonly KeptQuestion[];
  /** Of those questions. */
  readonly ratings: readonly KeptRating[];
}
