import type { AbstentionReason } from '../../answers/answer.ts';
import type { Rating } from '../../feedback/feedback-desk.ts';

/** What became of one question. Holds neither the question nor who asked it. */
export interface QuestionEvent {
  readonly outcome: 'answer' | 'abstention' | 'failure';
  /** Of an abstention; else null. */
  readonly reason: AbstentionReason | null;
  /** From its coming in to the reply being known, the wait for its turn included, in milliseconds. */
  readonly durationMs: number;
}

/** Why a question was not taken. */
export type TurnedAwayReason = 'too-fast' | 'busy' | 'crowded' | 'stopping';

/** Told of what the bot does; `/status` and the metrics listen. Must not throw. */
export interface BotObserver {
  noteQuestion(event: QuestionEvent): void;
  noteTurnedAway(reason: TurnedAwayReason): void;
  /** One person's rating of one answer; `isChange` where they had said the opposite before. */
  noteRating(rating: Rating, facts: { readonly isChange: boolean }): void;
  /** A reply that Discord refused or that failed on the way; `kind` is one of a few fixed words. */
  noteReplyError(kind: string): void;
}
