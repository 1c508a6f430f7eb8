import type { Rating } from '../../feedback/feedback-desk.ts';
import type { BotObserver, QuestionEvent, TurnedAwayReason } from './bot-observer.ts';

/** What the bot did since it was started. Counts of questions. */
export interface BotCounts {
  /** In milliseconds since 1970. */
  readonly startedAt: number;
  readonly answers: number;
  readonly abstentions: Readonly<Record<string, number>>;
  readonly failures: number;
  readonly turnedAway: Readonly<Record<TurnedAwayReason, number>>;
  readonly replyErrors: number;
  /** Ratings of answers, as they stand. */
  readonly ratings: Readonly<Record<Rating, number>>;
  /** Over the last 1,000 questions, in milliseconds; null before the first. */
  readonly latencyMs: { readonly p50: number; readonly p95: number } | null;
}

/** Durations that are kept. */
const KEPT_DURATIONS = 1000;

/** Counts in memory, for `/status`; passes everything on to another observer where there is one. */
export class BotRecord implements BotObserver {
  readonly #startedAt: number;
  readonly #next: BotObserver | undefined;
  readonly #abstentions = new Map<string, number>();
  readonly #turnedAway = { 'too-fast': 0, busy: 0, crowded: 0, stopping: 0 };
  /** A ring: the oldest is overwritten. */
  readonly #durationsMs: number[] = [];
  readonly #ratings = { up: 0, down: 0 };
  #slot = 0;
  #answers = 0;
  #failures = 0;
  #replyErrors = 0;

  /** `startedAt` in milliseconds since 1970. */
  constructor(startedAt: number, next?: BotObserver) {
    this.#startedAt = startedAt;
    this.#next = next;
  }

  noteQuestion(event: QuestionEvent): void {
    const { outcome, reason, durationMs } = event;
    if (outcome === 'answer') this.#answers += 1;
    else if (outcome === 'failure') this.#failures += 1;
    else this.#abstentions.set(reason ?? 'none', (this.#abstentions.get(reason ?? 'none') ?? 0) + 1);
    this.#durationsMs[this.#slot] = durationMs;
    this.#slot = (this.#slot + 1) % KEPT_DURATIONS;
    this.#next?.noteQuestion(event);
  }

  noteTurnedAway(reason: TurnedAwayReason): void {
    this.#turnedAway[reason] += 1;
    this.#next?.noteTurnedAway(reason);
  }

  noteRating(rating: Rating, facts: { readonly isChange: boolean }): void {
    this.#ratings[rating] += 1;
    // One of before the start was not counted here.
    const other = rating === 'up' ? 'down' : 'up';
    if (facts.isChange) this.#ratings[other] = Math.max(0, this.#ratings[other] - 1);
    this.#next?.noteRating(rating, facts);
  }

  noteReplyError(kind: string): void {
    this.#replyErrors += 1;
    this.#next?.noteReplyError(kind);
  }

  describe(): BotCounts {
    const sorted = [...this.#durationsMs].sort((a, b) => a - b);
    return {
      startedAt: this.#startedAt,
      answers: this.#answers,
      abstentions: Object.fromEntries([...this.#abstentions].sort(([a], [b]) => (a < b ? -1 : 1))),
      failures: this.#failures,
      turnedAway: { ...this.#turnedAway },
      replyErrors: this.#replyErrors,
      ratings: { ...this.#ratings },
      latencyMs:
        sorted.length === 0 ? null : { p50: pickPercentile(sorted, 0.5), p95: pickPercentile(sorted, 0.95) },
    };
  }
}

/** The nearest-rank percentile: the least value that so large a share of all does not exceed. */
function pickPercentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
