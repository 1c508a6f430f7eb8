import { setMaxListeners } from 'node:events';
import PQueue from 'p-queue';
import { MAX_WAIT_MS } from '../limits.ts';
import type { TurnedAwayReason } from '../statistics/bot-observer.ts';
import { FairQueue, type TurnOptions } from './fair-queue.ts';
import { RateLimiter } from './rate-limiter.ts';
import { StoppingError } from './stopping-error.ts';

/** How much the desk takes on; counts of questions. */
export interface QuestionDeskOptions {
  /** Questions a person may ask within a minute. */
  readonly questionsPerMinute: number;
  /** Questions of one channel within a minute. @default no limit */
  readonly channelQuestionsPerMinute?: number;
  /** Questions of one server within a minute. @default no limit */
  readonly serverQuestionsPerMinute?: number;
  /** Servers that may ask; one alone may take every place. @default one */
  readonly countServers?: () => number;
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
  /** Called for each question that is not taken. */
  readonly onTurnedAway?: (reason: TurnedAwayReason) => void;
}

/** A place in the queue. */
export interface Ticket {
  readonly outcome: 'admitted';
  /**
   * Does the work when its turn comes. Rejects with a `TimeoutError` where it takes, or has to wait, too long, and with
   * a `StoppingError` where the bot ends before.
   */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Gives the place back; after `run` it does nothing. */
  leave(): void;
}

/** What becomes of a question when it comes in. */
export type Admission =
  | Ticket
  | { readonly outcome: 'too-fast'; readonly seconds: number }
  | { readonly outcome: 'busy' | 'crowded' | 'stopping' };

/** Where a question is asked; in direct messages there is no server. */
export interface AskingPlace {
  readonly channelId: string | null;
  readonly guildId: string | null;
}

const NOWHERE: AskingPlace = { channelId: null, guildId: null };
/** The share of the places that the questions of one server may take, so that another one finds some. */
const MAX_SERVER_SHARE = 0.75;

/**
 * Where questions come in: so many a person, a channel and a server within a minute, so many at once, so many waiting;
 * the others are told at once. Turns are given so that nobody waits for all of another's questions.
 */
export class QuestionDesk {
  readonly #limiter: RateLimiter;
  readonly #channels: RateLimiter;
  readonly #servers: RateLimiter;
  readonly #queue: PQueue<FairQueue, TurnOptions>;
  readonly #places: number;
  readonly #maxWaitMs: number;
  readonly #onTurnedAway: (reason: TurnedAwayReason) => void;
  readonly #abandoned = new AbortController();
  #taken = 0;
  readonly #countServers: () => number;
  readonly #takenByServer = new Map<string, number>();
  #isClosed = false;

  constructor(options: QuestionDeskOptions) {
    this.#limiter = new RateLimiter(options.questionsPerMinute, options.now);
    this.#channels = new RateLimiter(
      options.channelQuestionsPerMinute ?? Number.POSITIVE_INFINITY,
      options.now,
    );
    this.#servers = new RateLimiter(
      options.serverQuestionsPerMinute ?? Number.POSITIVE_INFINITY,
      options.now,
    );
    this.#queue = new PQueue({
      queueClass: FairQueue,
      concurrency: options.maxConcurrentQuestions,
      timeout: options.answerTimeoutMs,
    });
    this.#countServers = options.countServers ?? (() => 1);
    this.#maxWaitMs = options.maxWaitMs ?? MAX_WAIT_MS;
    this.#onTurnedAway = options.onTurnedAway ?? (() => undefined);
    // Each question listens while it waits.
    setMaxListeners(0, this.#abandoned.signal);
    this.#places = options.maxConcurrentQuestions + options.maxWaitingQuestions;
  }

  /** Decides at once, so that the first response to an interaction need not wait. */
  admit(userId: string, place: AskingPlace = NOWHERE): Admission {
    const admission = this.#decide(userId, place);
    if (admission.outcome !== 'admitted') this.#onTurnedAway(admission.outcome);
    return admission;
  }

  /** Questions that wait for their turn, and those being answered. */
  describe(): { readonly waiting: number; readonly answering: number } {
    return { waiting: this.#queue.size, answering: this.#queue.pending };
  }

  #decide(userId: string, place: AskingPlace): Admission {
    if (this.#isClosed) return { outcome: 'stopping' };
    const seconds = this.#limiter.measureWait(userId);
    if (seconds > 0) return { outcome: 'too-fast', seconds };
    const serverId = place.guildId ?? `direct.${userId}`;
    const channelId = place.channelId ?? serverId;
    if (this.#channels.measureWait(channelId) > 0 || this.#servers.measureWait(serverId) > 0) {
      return { outcome: 'crowded' };
    }
    const ofServer = this.#takenByServer.get(serverId) ?? 0;
    if (this.#taken >= this.#places) return { outcome: 'busy' };
    const share = this.#countServers() > 1 ? MAX_SERVER_SHARE : 1;
    if (ofServer >= Math.ceil(this.#places * share)) return { outcome: 'crowded' };
    this.#limiter.count(userId);
    this.#channels.count(channelId);
    this.#servers.count(serverId);
    return this.#createTicket(serverId, userId);
  }

  #createTicket(serverId: string, userId: string): Ticket {
    const take = (change: 1 | -1) => {
      const ofServer = (this.#takenByServer.get(serverId) ?? 0) + change;
      this.#taken += change;
      if (ofServer === 0) this.#takenByServer.delete(serverId);
      else this.#takenByServer.set(serverId, ofServer);
    };
    take(1);
    let holds = true;
    const leave = () => {
      if (holds) take(-1);
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
        return await this.#orAbandoned(this.#queue.add(begin, { signal: waiting.signal, serverId, userId }));
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

  /** Gives up on the questions that are not answered yet: each rejects with a `StoppingError`. */
  abandon(): void {
    this.#isClosed = true;
    this.#abandoned.abort(new StoppingError());
  }

  async #orAbandoned<T>(answering: Promise<T>): Promise<T> {
    const { signal } = this.#abandoned;
    let stop: () => void = () => undefined;
    const abandoned = new Promise<never>((_, reject) => {
      stop = () => {
        reject(new StoppingError());
      };
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    });
    try {
      return await Promise.race([answering, abandoned]);
    } finally {
      // Not one reaction too many stays on what lives as long as the bot.
      signal.removeEventListener('abort', stop);
    }
  }
}
