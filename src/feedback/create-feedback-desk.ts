import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FootnoteError } from '../errors.ts';
import type { FeedbackDesk, FeedbackState, PersonalRating, RatingOutcome } from './feedback-desk.ts';
import { findGaps, type EmbedTexts } from './find-gaps.ts';
import { QUESTIONS_FILE, QuestionStore } from './question-store.ts';
import { RatingBook } from './rating-book.ts';
import { rememberEmbeddings } from './remember-embeddings.ts';

export interface FeedbackDeskOptions {
  /** Where questions are kept; null where nothing may be written. */
  readonly folder: string | null;
  /** Whether questions are kept from now on. What was kept before can be deleted either way, and is after its days. */
  readonly isOn: boolean;
  /** How many days a question is kept. */
  readonly days: number;
  readonly embed: EmbedTexts;
  /** Told once of each row of failures: questions are not kept then. */
  readonly onProblem: (error: unknown) => void;
  /** The time in milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
  /** How often what is too old is looked for, and a folder that another process has is tried again. @default an hour, and ten seconds */
  readonly sweepMs?: number;
  readonly retryMs?: number;
}

const SWEEP_MS = 60 * 60_000;
const RETRY_MS = 10_000;

/** Opens what is kept, where anything is or shall be; resolves when the first attempt to is made. Never rejects. */
export async function createFeedbackDesk(options: FeedbackDeskOptions): Promise<FeedbackDesk> {
  const desk = new KeepingDesk(options);
  await desk.start();
  return desk;
}

/** Keeps no question, and ratings only as long as the process lives. */
export function createMemoryDesk(): FeedbackDesk {
  return new KeepingDesk({
    ...{ folder: null, isOn: false, days: 0 },
    embed: () => Promise.resolve([]),
    onProblem: () => undefined,
  });
}

class KeepingDesk implements FeedbackDesk {
  readonly #options: FeedbackDeskOptions;
  readonly #now: () => number;
  readonly #ratings = new RatingBook();
  readonly #embed: EmbedTexts;
  #store: QuestionStore | null = null;
  /** What is being written, one after another. */
  #work: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #hasFailed = false;
  #isClosed = false;

  constructor(options: FeedbackDeskOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#embed = rememberEmbeddings(options.embed);
  }

  /** Opens the folder where there is something to keep or to delete; tries again where that is not possible now. */
  async start(): Promise<void> {
    const { folder, isOn, days, sweepMs = SWEEP_MS, retryMs = RETRY_MS } = this.#options;
    if (folder === null || this.#isClosed) return;
    try {
      if (!isOn && !(await isAnythingKept(folder))) return;
      const store = await QuestionStore.open({ folder, days, now: this.#now });
      store?.lost.addEventListener('abort', () => {
        this.#store = null;
        this.#tryAgain(retryMs);
      });
      this.#store = store;
      if (store === null) this.#fail(new Error(`Another process of the bot has ${folder}.`));
      else this.#hasFailed = false;
    } catch (error) {
      this.#fail(error);
    }
    if (this.#store === null) this.#tryAgain(retryMs);
    else this.#sweepEvery(sweepMs);
  }

  get keptDays(): number | null {
    const { isOn, days } = this.#options;
    return isOn && this.#store !== null && !this.#hasFailed ? days : null;
  }

  describe(): FeedbackState {
    if (!this.#options.isOn || this.#options.folder === null) return { status: 'off' };
    if (this.#store === null || this.keptDays === null) return { status: 'unavailable' };
    return { status: 'on', days: this.keptDays, ...this.#store.count() };
  }

  noteQuestion(question: Parameters<FeedbackDesk['noteQuestion']>[0]): void {
    if (this.#options.isOn) void this.#enqueue((store) => store.put(question));
  }

  async noteRating(rating: PersonalRating): Promise<RatingOutcome> {
    const remembered = this.#ratings.find(rating);
    // At once: whoever clicks twice is counted once.
    this.#ratings.add(rating);
    if (remembered === rating.rating) return 'known';
    const kept = this.#options.isOn ? await this.#enqueue((store) => store.rate(rating)) : undefined;
    const before = remembered ?? kept;
    if (before === undefined) return 'counted';
    return before === rating.rating ? 'known' : 'changed';
  }

  forgetQuestion(questionId: string): void {
    void this.#enqueue((store) => store.forgetQuestion(questionId));
  }

  async forgetPerson(userId: string): ReturnType<FeedbackDesk['forgetPerson']> {
    this.#ratings.forgetPerson(userId);
    const { folder } = this.#options;
    if (this.#store === null && folder !== null && (await isAnythingKept(folder))) throw createBusy();
    try {
      const forgotten = await this.#attempt((store) => store.forgetPerson(userId));
      return forgotten ?? { questions: 0, ratings: 0 };
    } catch (error) {
      throw createBusy(error);
    }
  }

  async findGaps(serverId: string): ReturnType<FeedbackDesk['findGaps']> {
    if (this.keptDays === null) return null;
    const kept = await this.#enqueue((store) => store.list(serverId));
    return kept === undefined ? null : findGaps(kept, this.#embed, this.#now());
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#work;
    await this.#store?.close();
    this.#store = null;
  }

  /** Undefined where nothing is open, or it failed. */
  async #enqueue<T>(work: (store: QuestionStore) => Promise<T>): Promise<T | undefined> {
    return this.#attempt(work).catch(() => undefined);
  }

  /** After what was begun before. Undefined where nothing is open; rejects where the work does. */
  async #attempt<T>(work: (store: QuestionStore) => Promise<T>): Promise<T | undefined> {
    const done = this.#work.then(async () => {
      if (this.#store === null) return undefined;
      try {
        const result = await work(this.#store);
        this.#hasFailed = false;
        return result;
      } catch (error) {
        this.#fail(error);
        throw error;
      }
    });
    this.#work = done.catch(() => undefined);
    return done;
  }

  #sweepEvery(sweepMs: number): void {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => void this.#enqueue((store) => store.sweep()), sweepMs).unref();
  }

  #tryAgain(retryMs: number): void {
    clearInterval(this.#timer);
    this.#timer = setTimeout(() => void this.start(), retryMs).unref();
  }

  #fail(error: unknown): void {
    if (!this.#hasFailed) this.#options.onProblem(error);
    this.#hasFailed = true;
  }
}

function createBusy(cause?: unknown): FootnoteError {
  const message = 'What is kept of people cannot be deleted at the moment; see STATE_DIR.';
  return new FootnoteError(message, { code: 'internal', cause });
}

async function isAnythingKept(folder: string): Promise<boolean> {
  return stat(join(folder, QUESTIONS_FILE)).then(
    () => true,
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw error;
    },
  );
}
