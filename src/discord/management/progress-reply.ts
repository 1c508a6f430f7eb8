import { INTERACTION_LIFETIME_MS } from '../limits.ts';
import { NOTICES } from '../notices.ts';
import { createNotice, type MessageBody } from '../render/message-body.ts';

export interface ProgressReplyOptions {
  /** When the interaction was made, in milliseconds since 1970. */
  readonly createdAt: number;
  /** Puts a message in the place of the reply. Must not throw. */
  readonly edit: (body: MessageBody) => void;
}

/** A private reply that tells how far a long piece of work is. */
export interface ProgressReply {
  /** Shows the latest, not too often. */
  show(body: MessageBody): void;
  /** Shows no more. */
  stop(): void;
  /** True where the reply said that the work outlives it. */
  hasSaidLastWord(): boolean;
}

/** Least time between two edits of the reply, in milliseconds. */
const EDIT_EVERY_MS = 3_000;
/** When the last word is said of work that goes on: a minute before the reply can be edited no more. */
const LAST_WORD_MS = INTERACTION_LIFETIME_MS - 60_000;

/** Edits the reply while the work goes on, and says once that the work outlives the reply. */
export function createProgressReply({ createdAt, edit }: ProgressReplyOptions): ProgressReply {
  let lastEditAt = 0;
  let isOver = false;
  let isOutlived = false;
  const lastWord = setTimeout(
    () => {
      isOver = true;
      isOutlived = true;
      edit(createNotice(NOTICES.rebuildGoesOn));
    },
    Math.max(0, createdAt + LAST_WORD_MS - Date.now()),
  );
  return {
    show: (body) => {
      const now = Date.now();
      if (isOver || now - lastEditAt < EDIT_EVERY_MS) return;
      lastEditAt = now;
      edit(body);
    },
    stop: () => {
      isOver = true;
      clearTimeout(lastWord);
    },
    hasSaidLastWord: () => isOutlived,
  };
}
