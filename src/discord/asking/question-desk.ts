import PQueue from 'p-queue';
import { MAX_WAIT_MS } from '../limits.ts';
import { RateLimiter } from './rate-limiter.ts';

/** How much the desk takes on; counts of questions. */
export interface QuestionDeskOptions {
  /** Questions a person may ask within a minute. */
  readonly questionsPerMinute: number;
  /** Questions that may wait for their turn, besides those being answered. */
  readonly maxWaitingQuestions: number;
  /** Questions answered at the same time. */
  readonly maxConcurrentQuestions: number;
  /** How long one question may take once its turn has come, in milliseconds. */
  readonly answerTimeoutMs: number;
  /** How long a question may wait for its turn, in milliseconds. @default MAX_WAIT_MS */
  readonly maxWaitMs?: number;
  /** The time in milliseconds. @default Date.now */
  readonly now?: () => number;
}

/** A place in the queue. */
export interface Ticket {
  readonly outcome: 'admitted';
  /** Does the work when its turn comes. Rejects with a `TimeoutError` where it takes, or has to wait, too long. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Gives the place back; after `run` it does nothing. */
  leave(): void;
}

/** What becomes of a question when it comes in. */
export type Admission =
  Ticket | { readonly outcome: 'too-fast'; readonly seconds: number } | { readonly outcome: 'busy' };

/** Where questions come in: so many a person, so many at once, so many waiting; the others are told at once. */
export class QuestionDesk {
  readonly #limiter: RateLimiter;
  readonly #queue: PQueue;
  readonly #places: number;
  readonly #maxWaitMs: number;
  #taken = 0;
  #isClosed = false;

  constructor(options: QuestionDeskOptions) {
    this.#limiter = new RateLimiter(options.questionsPerMinute, options.now);
    this.#queue = new PQueue({
      concurrency: options.maxConcurrentQuestions,
      timeout: options.answerTimeoutMs,
    });
    this.#maxWaitMs = options.maxWaitMs ?? MAX_WAIT_MS;
    this.#places = options.maxConcurrentQuestions + options.maxWaitingQuestions;
  }

  /** Decides at once, so that the first response to an interaction need not wait. */
  admit(userId: string): Admission {
    const seconds = this.#limiter.measureWait(userId);
    if (seconds > 0) return { outcome: 'too-fast', seconds };
    if (this.#isClosed || this.#taken >= this.#places) return { outcome: 'busy' };
    this.#limiter.count(userId);

    this.#taken += 1;
    let holds = true;
    const leave = () => {
      if (holds) this.#taken -= 1;
      holds = false;
    };
    const run = async <T>(work: () => Promise<T>): Promise<T> => {
      const waiting = new AbortController();
      const timer = setTimeout(() => {
        waiting.abort(new DOMException('The question waited too long for its turn.', 'TimeoutError'));
      }, this.#maxWaitMs);
      const begin = (): Promise<T> => {
        clearTimeout(timer);
        return work();
      };
      try {
        return await this.#queue.add(begin, { signal: waiting.signal });
      } finally {
        clearTimeout(timer);
        leave();
      }
    };
    return { outcome: 'admitted', run, leave };
  }

  /** Takes no more questions; resolves when those admitted are answered. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#queue.onIdle();
  }
}
