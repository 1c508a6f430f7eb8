import { Worker } from 'node:worker_threads';
import { FootnoteError } from '../errors.ts';
import { type DrawReply, type DrawRequest, READY } from './drawing-protocol.ts';
import type { Timeline, TimelineEntry, TimelineOptions } from './timeline.ts';

export interface DrawingThreadOptions {
  /** Longest that one picture may take, in milliseconds; the start of the thread is not counted. @default 15000 */
  readonly timeoutMs?: number;
  /** After so long without a picture the thread is ended, and its memory given back, in milliseconds. @default 60000 */
  readonly idleMs?: number;
  /** Entry of the thread, another one in tests. @default drawing-worker.mjs */
  readonly workerUrl?: URL;
}

/** Most heap that a picture may take, in MiB; forty entries take about 60. */
const MAX_MEMORY_MB = 256;

const DEFAULTS = {
  timeoutMs: 15_000,
  idleMs: 60_000,
  workerUrl: new URL('./drawing-worker.mjs', import.meta.url),
} as const satisfies Required<DrawingThreadOptions>;

/**
 * Draws timelines in a worker thread, one at a time, since one takes half a second that nobody else should wait for.
 *
 *     no thread ──first picture──► draws ◄──► waits ──idle──► no thread
 *         ▲                          │
 *         └── too long, or it died ──┘   that picture fails, the next one has a new thread
 */
export class DrawingThread {
  readonly #options: Required<DrawingThreadOptions>;
  #worker: Promise<Worker> | null = null;
  /** The worker that `#worker` last gave. */
  #current: Worker | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(options: DrawingThreadOptions = {}) {
    this.#options = { ...DEFAULTS, ...options };
  }

  /**
   * As `renderTimeline`, which see, off this thread.
   * @throws RangeError as that does; FootnoteError `internal` also where the drawing takes too long or its thread ends.
   */
  async draw(entries: readonly TimelineEntry[], options: TimelineOptions = {}): Promise<Timeline> {
    const drawn = this.#queue.then(() => this.#drawNext({ entries, options }));
    this.#queue = drawn.catch(() => undefined);
    return drawn;
  }

  /** Ends the thread. The next picture starts another one. */
  async close(): Promise<void> {
    clearTimeout(this.#idleTimer);
    const ending = this.#worker;
    // At once: a picture that is asked for meanwhile has a new thread.
    this.#worker = null;
    const worker = await ending?.catch(() => null);
    await worker?.terminate();
  }

  async #drawNext(request: DrawRequest): Promise<Timeline> {
    clearTimeout(this.#idleTimer);
    const worker = await (this.#worker ??= this.#start());
    worker.ref();
    const reply = await this.#ask(worker, request);
    if (reply === null) {
      await this.close();
      throw createError(
        'The timeline could not be drawn: it took too long, or its thread ended. Ask for fewer milestones.',
      );
    }
    // A thread that waits holds up nobody: the process may end.
    worker.unref();
    this.#idleTimer = setTimeout(() => void this.close(), this.#options.idleMs).unref();
    if (reply.kind === 'drawn') return reply.timeline;
    throw reply.isRangeError ? new RangeError(reply.message) : createError(reply.message);
  }

  async #start(): Promise<Worker> {
    const worker = new Worker(this.#options.workerUrl, {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB },
    });
    // It may also die between two pictures, or report an error while it is being ended.
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      if (this.#current === worker) this.#worker = null;
    });
    const first = await waitForReply<typeof READY>(worker, null);
    if (first === READY) return (this.#current = worker);
    this.#worker = null;
    throw createError('The thread that draws timelines did not start. Run npm install again.');
  }

  #ask(worker: Worker, request: DrawRequest): Promise<DrawReply | null> {
    const reply = waitForReply<DrawReply>(worker, this.#options.timeoutMs);
    worker.postMessage(request);
    return reply;
  }
}

/** The worker's next message; null where it ends, or says nothing for so long. */
async function waitForReply<Reply>(worker: Worker, timeoutMs: number | null): Promise<Reply | null> {
  return new Promise((resolve) => {
    const settle = (reply: Reply | null): void => {
      clearTimeout(timer);
      worker.off('message', settle).off('error', fail).off('exit', fail);
      resolve(reply);
    };
    const fail = (): void => {
      settle(null);
    };
    const timer = timeoutMs === null ? undefined : setTimeout(fail, timeoutMs);
    worker.on('message', settle).on('error', fail).on('exit', fail);
  });
}

function createError(message: string): FootnoteError {
  return new FootnoteError(message, { code: 'internal' });
}
