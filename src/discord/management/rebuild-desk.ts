import type { Rebuild, RebuildReport } from './rebuild.ts';

/** One rebuild at a time, however many ask for one. */
export class RebuildDesk {
  readonly #rebuild: Rebuild | null;
  readonly #stop = new AbortController();
  #since: number | null = null;
  #running: Promise<unknown> = Promise.resolve();

  /** Without a rebuild none can be begun. */
  constructor(rebuild: Rebuild | null) {
    this.#rebuild = rebuild;
  }

  get isOffered(): boolean {
    return this.#rebuild !== null;
  }

  /** When the rebuild that runs was begun, in milliseconds since 1970; null where none runs. */
  get since(): number | null {
    return this.#since;
  }

  /** Begins one; null where one runs, or none can be begun any more. */
  begin(onProgress: (phase: string, done: number, total: number) => void): Promise<RebuildReport> | null {
    if (this.#rebuild === null || this.#since !== null || this.#stop.signal.aborted) return null;
    this.#since = Date.now();
    const running = this.#rebuild({ onProgress, signal: this.#stop.signal }).finally(() => {
      this.#since = null;
    });
    this.#running = running.catch(() => undefined);
    return running;
  }

  /** Stops the one that runs, and waits for its end. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }
}
