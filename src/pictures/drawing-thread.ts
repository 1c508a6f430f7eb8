import { Worker } from 'node:worker_threads';
import { FootnoteError } from '../errors.ts';
import { type DrawReply, READY } from './drawing-protocol.ts';

export interface DrawingThreadOptions {
  /** Entry of the thread, which calls `serveDrawing`. */
  readonly workerUrl: URL;
  /** Longest that one picture may take, in milliseconds; the start of the thread is not counted. @default 15000 */
  readonly timeoutMs?: number;
  /** After so long without a picture the thread is ended, and its memory given back, in milliseconds. @default 60000 */
  readonly idleMs?: number;
}

/** Most heap that a picture may take, in MiB; a timeline of forty entries takes about 60. */
const MAX_MEMORY_MB = 256;

const DEFAULTS = {
  timeoutMs: 15_000,
  idleMs: 60_000,
} as const satisfies Omit<Required<DrawingThreadOptions>, 'workerUrl'>;

/**
 * Draws pictures in a worker thread, one at a time, since one takes half a second that nobody else should wait for.
 *
 *     no thread ──first picture──► draws ◄──► waits ──idle──► no thread
 *         ▲                          │
 *         └── too long, or it died ──┘   that picture fails, the next one has a new thread
 */
export class DrawingThread<Request, Picture> {
  readonly #options: Required<DrawingThreadOptions>;
  #worker: Promise<Worker> | null = null;
  /** The worker that `#worker` last gave. */
  #current: Worker | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(options: DrawingThreadOptions) {
    this.#options = { ...DEFAULTS, ...options };
  }

  /**
   * The picture of a request. Both are copied on their way.
   * @throws RangeError where the worker does; FootnoteError `internal` where it throws another error, takes too long or ends.
   */
  async draw(request: Request): Promise<Picture> {
    const drawn = this.#queue.then(() => this.#drawNext(request));
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

  async #drawNext(request: Request): Promise<Picture> {
    clearTimeout(this.#idleTimer);
    const worker = await (this.#worker ??= this.#start());
    worker.ref();
    const reply = await this.#ask(worker, request);
    if (reply === null) {
      await this.close();
      throw createError(
        'The picture could not be drawn: it took too long, or its thread ended. Ask for less in one picture.',
      );
    }
    // A thread that waits holds up nobody: the process may end.
    worker.unref();
    this.#idleTimer = setTimeout(() => void this.close(), this.#options.idleMs).unref();
    if (reply.kind === 'drawn') return reply.picture;
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
    throw createError('The thread that draws pictures did not start. Run npm install again.');
  }

  #ask(worker: Worker, request: Request): Promise<DrawReply<Picture> | null> {
    const reply = waitForReply<DrawReply<Picture>>(worker, this.#options.timeoutMs);
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
