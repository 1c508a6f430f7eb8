import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { truncateText } from '../text/truncate.ts';
import { createDatastore, type Datastore } from './create-datastore.ts';
import type { AskedQuestion, Forgotten, PersonalRating, Rating } from './feedback-desk.ts';
import { type HashId, openIdHasher } from './id-hasher.ts';
import type { KeptFeedback, KeptQuestion, KeptRating } from './kept-question.ts';
import { lockFolder, type FolderLock } from './lock-folder.ts';
import { PRIVATE_FOLDER_MODE } from './write-privately.ts';

export const QUESTIONS_FILE = 'questions.jsonl';

const DAY_MS = 24 * 60 * 60_000;
/** Enough to know a question again; the model reads as much in one go. */
const MAX_TEXT_LENGTH = 300;
/** Questions that are kept at most, the newest: all of them are in memory. */
const MAX_QUESTIONS = 20_000;

/** In NeDB's language, which is MongoDB's. */
type Query = Readonly<Record<string, unknown>>;

export interface QuestionStoreOptions {
  /** Made where it is missing. */
  readonly folder: string;
  readonly days: number;
  /** The time in milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
  /** @default 20000 */
  readonly maxQuestions?: number;
}

/**
 * Questions and ratings on disk, as JSON Lines that NeDB reads and writes; one process at a time. Texts are cut to 300
 * characters, ids are hashed. What is deleted is gone from the file as soon as the promise resolves. Every method rejects where the disk does.
 */
export class QuestionStore {
  readonly #file: Datastore<KeptQuestion | KeptRating>;
  readonly #hashId: HashId;
  readonly #lock: FolderLock;
  readonly #options: Required<QuestionStoreOptions>;
  /** The file does not say what is in memory; the next write, or the sweep within the hour, writes it anew. */
  #isBehind = false;

  private constructor(
    file: Datastore<KeptQuestion | KeptRating>,
    hashId: HashId,
    lock: FolderLock,
    options: Required<QuestionStoreOptions>,
  ) {
    this.#file = file;
    this.#hashId = hashId;
    this.#lock = lock;
    this.#options = options;
  }

  /** Null where another process has it open. */
  static async open(given: QuestionStoreOptions): Promise<QuestionStore | null> {
    const options = { now: Date.now, maxQuestions: MAX_QUESTIONS, ...given };
    const { folder } = options;
    await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER_MODE });
    const lock = await lockFolder(folder);
    if (lock === null) return null;
    try {
      await chmod(folder, PRIVATE_FOLDER_MODE);
      const { hashId, isNew } = await openIdHasher(folder);
      const file = createDatastore<KeptQuestion | KeptRating>(join(folder, QUESTIONS_FILE));
      await file.loadDatabaseAsync();
      const store = new QuestionStore(file, hashId, lock, options);
      // Nobody could find what was kept under another salt, and have it deleted.
      if (isNew) await store.#remove({});
      await store.sweep();
      return store;
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Aborted where another process took the lock over: this one must write no more. */
  get lost(): AbortSignal {
    return this.#lock.lost;
  }

  /** Keeps a question, in the place of one of the same id; ratings of that one go, as it may be answered otherwise now. */
  async put({ id, userId, serverId, text, isAnswered }: AskedQuestion): Promise<void> {
    const _id = this.#hashId(id);
    await this.#removeQuestion(_id);
    await this.#insert({
      ...{ _id, kind: 'question', at: this.#options.now(), isAnswered },
      asker: this.#hashId(userId),
      server: this.#hashId(serverId),
      text: truncateText(text, MAX_TEXT_LENGTH),
    });
  }

  /** What the person said before; undefined where they said nothing. The rating is kept where its question is. */
  async rate({ questionId, userId, rating }: PersonalRating): Promise<Rating | undefined> {
    const [question, person] = [this.#hashId(questionId), this.#hashId(userId)];
    const [kept] = await this.#find({ _id: question });
    if (kept === undefined) return undefined;
    const _id = `${question}.${person}`;
    const [before] = await this.#find({ _id });
    const said = before?.kind === 'rating' ? before.rating : undefined;
    if (said === rating) return said;
    await this.#file.removeAsync({ _id }, {});
    await this.#insert({ _id, kind: 'rating', at: kept.at, question, person, rating });
    return said;
  }

  async forgetQuestion(questionId: string): Promise<void> {
    await this.#removeQuestion(this.#hashId(questionId));
  }

  /** All that a person asked, with the ratings of it by anybody, and all that they rated. */
  async forgetPerson(userId: string): Promise<Forgotten> {
    const person = this.#hashId(userId);
    const asked = (await this.#find({ asker: person })).map(({ _id }) => _id);
    const rated = await this.#find({ person });
    await this.#remove({ $or: [{ asker: person }, { person }, { question: { $in: asked } }] });
    return { questions: asked.length, ratings: rated.length };
  }

  /** Deletes what is older than its days, and the oldest where there are too many. */
  async sweep(): Promise<void> {
    const { days, now, maxQuestions } = this.#options;
    const times = (await this.#find({ kind: 'question' })).map(({ at }) => at).sort((a, b) => b - a);
    const firstTooMany = times[maxQuestions];
    const oldest = Math.max(now() - days * DAY_MS, firstTooMany === undefined ? 0 : firstTooMany + 1);
    await this.#remove({ at: { $lt: oldest } });
  }

  /** What is kept of one server. */
  async list(serverId: string): Promise<KeptFeedback> {
    const found = await this.#find({ server: this.#hashId(serverId) });
    const questions = found.filter((kept) => kept.kind === 'question');
    const ids = new Set(questions.map(({ _id }) => _id));
    const ratings = (await this.#find({ kind: 'rating' })).filter((kept) => kept.kind === 'rating');
    return { questions, ratings: ratings.filter(({ question }) => ids.has(question)) };
  }

  count(): { readonly questions: number; readonly ratings: number } {
    const all = this.#file.getAllData();
    const questions = all.filter(({ kind }) => kind === 'question').length;
    return { questions, ratings: all.length - questions };
  }

  /** Waits for what is being written, and lets another process have it. */
  async close(): Promise<void> {
    // NeDB works in order: what was begun before is done.
    await this.#find({ _id: '' });
    await this.#lock.release();
  }

  async #find(query: Query): Promise<readonly (KeptQuestion | KeptRating)[]> {
    return this.#file.findAsync<KeptQuestion | KeptRating>(query);
  }

  async #insert(kept: KeptQuestion | KeptRating): Promise<void> {
    try {
      await this.#file.insertAsync(kept);
    } catch (error) {
      // Half a line may be there, to which the next one would be glued.
      this.#isBehind = true;
      throw error;
    }
  }

  /** With its ratings, which are looked for among all that is kept: only where there can be some. */
  async #removeQuestion(_id: string): Promise<void> {
    const isKept = (await this.#find({ _id })).length > 0;
    await this.#remove(isKept ? { $or: [{ _id }, { question: _id }] } : { _id });
  }

  /** Deletes from memory and, by writing the file anew, from the disk. */
  async #remove(query: Query): Promise<void> {
    // Null: it is gone from memory, and the file is still to follow.
    const removed = await this.#file.removeAsync(query, { multi: true }).catch(() => null);
    if (removed === 0 && !this.#isBehind) return;
    this.#isBehind = true;
    await this.#file.compactDatafileAsync();
    this.#isBehind = false;
  }
}
