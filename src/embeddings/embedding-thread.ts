import { Worker } from 'node:worker_threads';
import { createExitGuard, type ExitGuard } from './exit-guard.ts';
import { silenceTelemetry } from './silence-telemetry.ts';
import type { WorkerBirth, WorkerReply, WorkerRequest } from './worker-protocol.ts';

export interface EmbeddingThreadEvents {
  readonly onReply: (reply: WorkerReply) => void;
  /** Called once when the thread is gone, asked or not. `reason` in words, for people. */
  readonly onExit: (reason: string) => void;
}

/** A worker that does not end when asked is left to the end of the process. */
const STOP_PATIENCE_MS = 10_000;

const WORKER_URL = new URL('./embedding-worker.mjs', import.meta.url);

/**
 * One worker thread, from birth to end. It is never terminated from outside: that aborts the process while native code
 * runs (see `exit-guard.ts`). `stop` asks, and the thread ends itself as soon as it runs JavaScript again.
 */
export class EmbeddingThread {
  readonly guard: ExitGuard = createExitGuard();
  readonly #worker: Worker;
  readonly #exited: Promise<void>;

  /** `workerUrl` is the worker's entry, another one in tests. */
  constructor(events: EmbeddingThreadEvents, workerUrl: URL = WORKER_URL) {
    const workerData: WorkerBirth = { guard: this.guard };
    silenceTelemetry();
    // Loaders of the main thread are not wanted there: they slow the import down fourfold.
    this.#worker = new Worker(workerUrl, { workerData, execArgv: [] });
    let reason = 'it ended without an error';
    this.#worker.on('message', events.onReply);
    this.#worker.on('error', (error: unknown) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    this.#exited = new Promise((resolve) => {
      this.#worker.once('exit', () => {
        resolve();
        events.onExit(reason);
      });
    });
  }

  post(request: WorkerRequest): void {
    this.#worker.postMessage(request);
  }

  /** Keeps the process alive for this thread, or lets it end: an idle thread holds up nobody. */
  keepAlive(alive: boolean): void {
    if (alive) this.#worker.ref();
    else this.#worker.unref();
  }

  /** Resolves when the thread has ended, or has not within ten seconds. */
  async stop(): Promise<void> {
    this.keepAlive(true);
    this.post({ kind: 'stop' });
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, STOP_PATIENCE_MS);
    });
    await Promise.race([this.#exited, patience]);
    clearTimeout(timer);
    this.keepAlive(false);
  }
}
