import { Worker } from 'node:worker_threads';
import { FootnoteError } from '../errors.ts';
import type { ArticleInput } from './parse-article.ts';
import type { ParsedFile, RejectionReason } from './rejected-file.ts';

export interface ParserThreadOptions {
  /** Longest that one file may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Most heap that one file may take, in MiB. */
  readonly maxMemoryMb: number;
}

/** Heap of short-lived objects; part of the whole limit. */
const YOUNG_GENERATION_MB = 32;

/** What the worker says first, once its modules are loaded: a file's time begins only then. */
export const READY = 'ready';

/**
 * A worker thread that parses one file at a time. A file that takes too long or too much memory costs the thread its
 * life, gives a rejection, and the next file starts a new thread.
 */
export class ParserThread {
  readonly #options: ParserThreadOptions;
  #worker: Promise<Worker> | null = null;

  constructor(options: ParserThreadOptions) {
    this.#options = options;
  }

  /** Never rejects for what a file holds; it throws a FootnoteError where no thread can be started. */
  async parse(input: ArticleInput): Promise<ParsedFile> {
    this.#worker ??= this.#start();
    const worker = await this.#worker;
    const outcome = await this.#ask(worker, input);
    if ('failure' in outcome) {
      this.#worker = null;
      await worker.terminate();
      return { rejected: { path: input.articleId, line: null, ...outcome.failure } };
    }
    return outcome;
  }

  async close(): Promise<void> {
    const worker = await this.#worker?.catch(() => null);
    this.#worker = null;
    await worker?.terminate();
  }

  async #start(): Promise<Worker> {
    const worker = new Worker(new URL('./parse-worker.mjs', import.meta.url), {
      execArgv: [],
      resourceLimits: {
        maxOldGenerationSizeMb: this.#options.maxMemoryMb - YOUNG_GENERATION_MB,
        maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
      },
    });
    await new Promise<void>((resolve, reject) => {
      worker.once('message', () => {
        resolve();
      });
      worker.once('error', (cause) => {
        reject(
          new FootnoteError('The thread that reads articles did not start. Run npm install again.', {
            code: 'internal',
            cause,
          }),
        );
      });
    });
    removeListeners(worker);
    return worker;
  }

  #ask(
    worker: Worker,
    input: ArticleInput,
  ): Promise<
    ParsedFile | { readonly failure: { readonly reason: RejectionReason; readonly message: string } }
  > {
    const { timeoutMs, maxMemoryMb } = this.#options;
    return new Promise((resolve) => {
      const fail = (reason: RejectionReason, message: string): void => {
        settle({ failure: { reason, message } });
      };
      const timer = setTimeout(() => {
        fail('timeout', `Reading it took longer than ${timeoutMs / 1000} s. Shorten or split the file.`);
      }, timeoutMs);
      const settle = (outcome: Parameters<typeof resolve>[0]): void => {
        clearTimeout(timer);
        removeListeners(worker);
        // A thread that is being ended may still report an error, which nobody waits for any more.
        worker.on('error', () => undefined);
        resolve(outcome);
      };
      worker.on('message', (parsed: ParsedFile) => {
        settle(parsed);
      });
      worker.on('error', (error: Error & { code?: string }) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
          fail(
            'out-of-memory',
            `Reading it took more than ${maxMemoryMb} MB of memory. Shorten or split the file.`,
          );
        } else {
          fail('unparsable', 'The parser failed on it. Simplify the file, or save its text.');
        }
      });
      worker.on('exit', () => {
        fail('unparsable', 'The parser stopped on it. Simplify the file, or save its text.');
      });
      worker.postMessage(input);
    });
  }
}

/** By name: without names the listeners that Node keeps on a worker for itself would go too, and its messages stop. */
function removeListeners(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
}
