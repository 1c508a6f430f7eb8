import { createHash } from 'node:crypto';
import { foldText } from '../../text/fold.ts';

/** Enough of a question to tell another one from the same one in other words. */
export interface AskedWords {
  readonly hash: string;
  readonly stems: readonly string[];
}

/** A message that asked something, and the reply to it. */
export class ReplyEntry {
  readonly questionId: string;
  readonly channelId: string;
  /** Null until the reply is sent. */
  replyId: string | null = null;
  /** Of the question as it was answered; null where that was before a restart. */
  asked: AskedWords | null = null;
  /** The reply says that the question was changed since. */
  isMarked = false;
  /** What is being done about edits, one after another. */
  work: Promise<void> = Promise.resolve();
  #isDeleted = false;
  #edits = 0;
  #lastEdit: string | null = null;

  constructor(questionId: string, channelId: string) {
    this.questionId = questionId;
    this.channelId = channelId;
  }

  /** True once the question was deleted. */
  wasDeleted(): boolean {
    return this.#isDeleted;
  }

  /** How many edits of the question came in. */
  get edits(): number {
    return this.#edits;
  }

  noteDeletion(): void {
    this.#isDeleted = true;
  }

  /** Counts an edit, by Discord's time of it; false where it was counted before (a link's preview came, say). */
  noteEdit(editedAt: string): boolean {
    if (editedAt === this.#lastEdit) return false;
    this.#lastEdit = editedAt;
    this.#edits += 1;
    return true;
  }
}

const CAPACITY = 5_000;

/**
 * Which reply belongs to which message, for the last 5,000 messages of this process: ids, a checksum and the stems of
 * a few words. What came before is found on Discord, by the reference that each reply carries (`find-reply.ts`).
 */
export class ReplyBook {
  readonly #entries = new Map<string, ReplyEntry>();

  /** The entry of a message, begun where there is none. */
  open(questionId: string, channelId: string): ReplyEntry {
    const entry = this.#entries.get(questionId) ?? new ReplyEntry(questionId, channelId);
    // Put last, so that those that were used longest ago go first.
    this.#entries.delete(questionId);
    this.#entries.set(questionId, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > CAPACITY && oldest !== undefined) this.#entries.delete(oldest);
    return entry;
  }

  find(questionId: string): ReplyEntry | undefined {
    return this.#entries.get(questionId);
  }
}

/** The checksum by which an edit that changes no word is known. */
export function hashWords(text: string): string {
  return createHash('sha256').update(foldText(text).replace(/\s+/g, ' ').trim()).digest('base64url');
}
