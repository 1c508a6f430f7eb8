import type { GapReport } from './gap-report.ts';

/** Whether questions are kept. */
export type FeedbackState =
  | { readonly status: 'off' }
  /** It is switched on, and cannot be written at the moment; the log says why. */
  | { readonly status: 'unavailable' }
  | {
      readonly status: 'on';
      /** How long a question is kept. */
      readonly days: number;
      /** Questions and ratings kept now, of all servers. */
      readonly questions: number;
      readonly ratings: number;
    };

/** A question that everybody in a server could see, and what became of it. */
export interface AskedQuestion {
  /** Id of its message or interaction. */
  readonly id: string;
  readonly userId: string;
  readonly serverId: string;
  readonly text: string;
  /** False where the articles were found not to answer it. */
  readonly isAnswered: boolean;
}

export type Rating = 'up' | 'down';

/** One person's word on the answer to one question. */
export interface PersonalRating {
  readonly questionId: string;
  readonly userId: string;
  readonly rating: Rating;
}

/** `changed`: the person had said the opposite before. `known`: they had said the same. */
export type RatingOutcome = 'counted' | 'changed' | 'known';

/** What was deleted. */
export interface Forgotten {
  readonly questions: number;
  readonly ratings: number;
}

/**
 * What people ask and how they like the answers, to see what the articles lack. What is noted is on disk a moment
 * later; where that fails it is lost, and the asker is answered all the same.
 */
export interface FeedbackDesk {
  /** How many days a question that is asked now is kept; null unless the status is `on`. Counts nothing. */
  readonly keptDays: number | null;
  describe(): FeedbackState;
  /** Keeps a question, in the place of an earlier one of the same id (it was edited). Nothing where none are kept. */
  noteQuestion(question: AskedQuestion): void;
  /** Counts one rating a person and question. It is kept where its question is. */
  noteRating(rating: PersonalRating): Promise<RatingOutcome>;
  /** The question was deleted: it is kept no longer, nor is any rating of its answer. */
  forgetQuestion(questionId: string): void;
  /**
   * Deletes all that is kept of a person, from the disk too, also where questions are kept no longer. Rejects with a
   * `FootnoteError` ('internal') where it cannot be deleted now.
   */
  forgetPerson(userId: string): Promise<Forgotten>;
  /** Null unless the status is `on`. */
  findGaps(serverId: string): Promise<GapReport | null>;
  close(): Promise<void>;
}
