import { EmbeddingError } from '../errors.ts';
import { EmbeddingOrder, type EmbeddingOrderOptions } from './embedding-order.ts';
import { EmbeddingThread } from './embedding-thread.ts';
import { holdExit } from './exit-guard.ts';
import type { LoadRequest, WorkerReply } from './worker-protocol.ts';

export interface EmbeddingPoolOptions {
  /** Named in errors. */
  readonly modelId: string;
  /**
   * What the model is called in errors.
   * @default 'embedding model'
   */
  readonly role?: string | undefined;
  /** Most threads at once. */
  readonly threads: number;
  /**
   * A thread that is not the last one is ended after so long without work.
   * @default 60_000
   */
  readonly idleMs?: number | undefined;
  /**
   * Entry of the worker threads.
   * @default embedding-worker.mjs
   */
  readonly workerUrl?: URL | undefined;
}

export interface RunOptions extends EmbeddingOrderOptions {
  /** Goes before all orders that are not urgent. */
  readonly urgent: boolean;
  readonly signal?: AbortSignal | undefined;
}

interface Job {
  readonly order: EmbeddingOrder;
  readonly index: number;
}

interface Member {
  readonly thread: EmbeddingThread;
  state: 'starting' | 'idle' | 'busy';
  job?: Job | undefined;
  idleTimer?: NodeJS.Timeout | undefined;
}

/** How long the end of the process may be held up by an inference that still runs. */
const EXIT_PATIENCE_MS = 5_000;

/**
 * Worker threads, one inference at a time each, and the orders that wait for them.
 *
 *     starting ──loaded──► idle ◄──answer── busy
 *        │                  │ idle too long, or close: asked to stop
 *        └── failed, died ──┴──► gone; its text is given to another thread, once
 *
 * The first thread starts with `prepare`; another is started when more texts wait than threads are starting, up to
 * `threads`. A thread that cannot start fails the waiting orders only where no other thread is left.
 *
 * Written here and not taken from a library, because the pools at hand (piscina, tinypool) end busy threads by
 * `terminate`, on abort and on close, and that aborts the process (see `exit-guard.ts`).
 */
export class EmbeddingPool {
  readonly #options: EmbeddingPoolOptions;
  readonly #members = new Set<Member>();
  readonly #urgent: EmbeddingOrder[] = [];
  readonly #patient: EmbeddingOrder[] = [];
  #limit: number;
  #load: LoadRequest | undefined;
  #opened: { resolve: () => void; reject: (error: EmbeddingError) => void } | undefined;
  #closing: Promise<void> | undefined;

  readonly #onProcessExit = (): void => {
    holdExit(
      [...this.#members].map(({ thread }) => thread.guard),
      EXIT_PATIENCE_MS,
    );
  };

  constructor(options: EmbeddingPoolOptions) {
    this.#options = options;
    this.#limit = Math.max(1, options.threads);
    process.on('exit', this.#onProcessExit);
  }

  /** Starts the first thread, which takes its time to import the runtime; `load` tells it the model. */
  prepare(): void {
    this.#startMember();
  }

  /**
   * Resolves when the first thread has the model.
   *
   * @throws EmbeddingError (`embedding-failed`) where it cannot load it.
   */
  async load(request: LoadRequest): Promise<void> {
    this.#refuseIfClosed();
    this.#load = request;
    const opened = new Promise<void>((resolve, reject) => {
      this.#opened = { resolve, reject };
    });
    if (this.#members.size === 0) this.#startMember();
    else for (const { thread } of this.#members) thread.post(request);
    return opened;
  }

  /**
   * Embeds the texts of one order, in their order.
   *
   * @throws EmbeddingError (`embedding-failed`) for a text that is too long or has lost two threads, and after `close`;
   * the signal's reason where it aborts. An inference that runs then is not broken off, its result is dropped.
   */
  async run({ urgent, signal, ...rest }: RunOptions): Promise<readonly Float32Array[]> {
    this.#refuseIfClosed();
    signal?.throwIfAborted();
    const order = new EmbeddingOrder(rest);
    const orders = urgent ? this.#urgent : this.#patient;
    const abort = (): void => {
      order.fail(signal?.reason);
    };
    signal?.addEventListener('abort', abort, { once: true });
    orders.push(order);
    this.#dispatch();
    try {
      return await order.result;
    } finally {
      signal?.removeEventListener('abort', abort);
      orders.splice(orders.indexOf(order), 1);
    }
  }

  /** Refuses what waits and ends all threads, each after the inference it is in. */
  async close(): Promise<void> {
    this.#closing ??= this.#stopAll();
    return this.#closing;
  }

  async #stopAll(): Promise<void> {
    const error = this.#createError('The embedder was closed.');
    this.#opened?.reject(error);
    this.#failOrders(error);
    await Promise.all([...this.#members].map((member) => this.#retire(member)));
    process.off('exit', this.#onProcessExit);
  }

  #dispatch(): void {
    if (this.#closing !== undefined || this.#load === undefined) return;
    for (const member of this.#members) {
      if (member.state !== 'idle') continue;
      const job = this.#takeJob();
      if (job === undefined) break;
      this.#giveJob(member, job);
    }
    const waiting = [...this.#urgent, ...this.#patient].reduce((sum, order) => sum + order.waiting, 0);
    const starting = [...this.#members].filter(({ state }) => state === 'starting').length;
    const wanted = Math.min(this.#limit - this.#members.size, waiting - starting);
    for (let i = 0; i < wanted; i++) this.#startMember();
  }

  #takeJob(): (Job & { readonly text: string }) | undefined {
    for (const order of [...this.#urgent, ...this.#patient]) {
      const taken = order.take();
      if (taken !== undefined) return { order, ...taken };
    }
    return undefined;
  }

  #giveJob(member: Member, { order, index, text }: Job & { readonly text: string }): void {
    clearTimeout(member.idleTimer);
    member.state = 'busy';
    member.job = { order, index };
    member.thread.keepAlive(true);
    member.thread.post({ kind: 'embed', text, cut: order.cut });
  }

  #startMember(): void {
    const thread = new EmbeddingThread(
      {
        onReply: (reply) => {
          this.#onReply(member, reply);
        },
        onExit: (reason) => {
          this.#onExit(member, reason);
        },
      },
      this.#options.workerUrl,
    );
    const member: Member = { thread, state: 'starting' };
    this.#members.add(member);
    if (this.#load !== undefined) thread.post(this.#load);
  }

  #onReply(member: Member, reply: WorkerReply): void {
    const { job } = member;
    if (member.state === 'starting') {
      if (reply.kind === 'failed') {
        this.#onStartFailed(member, reply.reason);
        return;
      }
      this.#opened?.resolve();
    } else if (job !== undefined) {
      if (reply.kind === 'embedded') job.order.complete(job.index, reply.embedding);
      else job.order.fail(this.#createJobError(job, reply));
    }
    this.#rest(member);
  }

  #rest(member: Member): void {
    member.job = undefined;
    member.state = 'idle';
    this.#dispatch();
    // What `dispatch` did is not seen by the compiler.
    if ((member.state as Member['state']) !== 'idle' || this.#closing !== undefined) return;
    member.thread.keepAlive(false);
    member.idleTimer = setTimeout(() => {
      if (this.#members.size > 1) void this.#retire(member);
    }, this.#options.idleMs ?? 60_000).unref();
  }

  async #retire(member: Member): Promise<void> {
    clearTimeout(member.idleTimer);
    this.#members.delete(member);
    await member.thread.stop();
  }

  #onExit(member: Member, reason: string): void {
    const wasMember = this.#members.delete(member);
    clearTimeout(member.idleTimer);
    if (!wasMember) return;
    if (member.state === 'starting') {
      this.#onStartFailed(member, reason);
      return;
    }
    if (member.job !== undefined && !member.job.order.giveBack(member.job.index)) {
      const error = this.#createError(
        `Two worker threads ended over the same text, the last one: ${reason}.`,
      );
      member.job.order.fail(error);
    }
    this.#dispatch();
  }

  #onStartFailed(member: Member, reason: string): void {
    void this.#retire(member);
    if (this.#members.size > 0) {
      // Those that run do the work; asking for more would fail again with every text.
      this.#limit = this.#members.size;
      return;
    }
    const error = this.#createError(
      `The ${this.#options.role ?? 'embedding model'} ${this.#options.modelId} cannot be loaded: ${reason}.`,
    );
    this.#opened?.reject(error);
    this.#failOrders(error);
  }

  #failOrders(error: EmbeddingError): void {
    for (const order of [...this.#urgent, ...this.#patient]) order.fail(error);
  }

  #createJobError({ order, index }: Job, reply: WorkerReply): EmbeddingError {
    const which = `Text ${index + 1} of ${order.size}`;
    if (reply.kind === 'too-long') {
      const maxTokens = this.#load?.maxTokens ?? 0;
      return this.#createError(
        `${which} has ${reply.tokens} tokens, the model takes ${maxTokens} at most. Split it: texts are never cut.`,
      );
    }
    const reason = reply.kind === 'failed' ? reply.reason : `unexpected answer "${reply.kind}"`;
    return this.#createError(`${which} could not be embedded: ${reason}.`);
  }

  #createError(message: string): EmbeddingError {
    return new EmbeddingError(this.#options.modelId, message, { code: 'embedding-failed' });
  }

  #refuseIfClosed(): void {
    if (this.#closing !== undefined) throw this.#createError('The embedder was closed.');
  }
}
