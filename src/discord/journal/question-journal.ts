import { closeSync, ftruncateSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { describeError } from '../failures/describe-error.ts';
import type { OpenQuestion } from './open-question.ts';

/** Lines after which what is done is taken out of the file. */
const MAX_LINES = 2_000;
/** Only the bot's own user may read it: it holds the tokens of interactions. */
const PRIVATE_MODE = 0o600;

/**
 * The questions that are not answered yet, on disk, so that the process after a crash can close them. One file a
 * process, `open-questions.<pid>.<time>.jsonl`: a line for each question, and one for each that is done. Written at
 * once and without waiting: a line is there even where the process is killed right after.
 */
export class QuestionJournal {
  readonly path: string | null;
  readonly #logger: Logger;
  readonly #open = new Map<string, OpenQuestion>();
  #file: number | null = null;
  #lines = 0;
  #hasFailed = false;

  /** With null nothing is kept. Where the folder cannot be written, that is logged, and nothing is kept. */
  constructor(folder: string | null, logger: Logger, now = Date.now()) {
    this.#logger = logger;
    this.path =
      folder === null
        ? null
        : join(folder, `open-questions.${process.pid.toString()}.${now.toString()}.jsonl`);
  }

  /** How many are open. */
  get size(): number {
    return this.#open.size;
  }

  add(question: OpenQuestion): void {
    this.#open.set(question.id, question);
    this.#write(`${JSON.stringify(question)}\n`);
  }

  /** The question was answered, or given up with a word to the asker. */
  remove(id: string): void {
    if (!this.#open.delete(id)) return;
    if (this.#lines >= MAX_LINES) this.#compact();
    else this.#write(`${JSON.stringify({ kind: 'done', id })}\n`);
  }

  /** Ends it. The file stays where questions are open, for the next process; else it goes. */
  close(): void {
    this.#attempt(() => {
      if (this.#file === null || this.path === null) return;
      closeSync(this.#file);
      this.#file = null;
      if (this.#open.size === 0) rmSync(this.path, { force: true });
    });
  }

  #write(line: string): void {
    const { path } = this;
    if (path === null) return;
    this.#attempt(() => {
      this.#file ??= openSync(path, 'a', PRIVATE_MODE);
      writeSync(this.#file, line);
      this.#lines += 1;
    });
  }

  /** Writes what is open anew: beside the file, then in its place. */
  #compact(): void {
    const { path } = this;
    if (path === null || this.#file === null) return;
    const before = this.#file;
    this.#attempt(() => {
      const questions = [...this.#open.values()];
      if (questions.length === 0) {
        ftruncateSync(before);
      } else {
        const next = `${path}.next`;
        const file = openSync(next, 'w', PRIVATE_MODE);
        for (const question of questions) writeSync(file, `${JSON.stringify(question)}\n`);
        renameSync(next, path);
        this.#file = file;
        closeSync(before);
      }
      this.#lines = questions.length;
    });
  }

  /** A journal that cannot be written must not keep anyone from an answer. */
  #attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!this.#hasFailed) {
        this.#logger.warn(
          { err: describeError(error) },
          'open questions cannot be written down: after a crash they would stay without an answer (see STATE_DIR)',
        );
      }
      this.#hasFailed = true;
    }
  }
}
