/** Every timer of one local Discord, so that closing it leaves none behind. */
export class Timers {
  readonly #pending = new Map<NodeJS.Timeout, () => void>();
  #closed = false;

  /** Runs `run` once after `delayMs`, unless it is cancelled or cleared first. Gives the function that cancels it. */
  start(delayMs: number, run: () => void): () => void {
    if (this.#closed) return () => undefined;
    const timer = setTimeout(() => {
      this.#pending.delete(timer);
      run();
    }, delayMs);
    this.#pending.set(timer, () => undefined);
    return () => {
      clearTimeout(timer);
      this.#pending.delete(timer);
    };
  }

  /** Resolves after `delayMs`, or at once when the timers are cleared: whoever waits is let go. */
  wait(delayMs: number): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#pending.delete(timer);
        resolve();
      }, delayMs);
      this.#pending.set(timer, resolve);
    });
  }

  /** Stops every timer; later ones are never started. */
  clear(): void {
    this.#closed = true;
    for (const [timer, release] of this.#pending) {
      clearTimeout(timer);
      release();
    }
    this.#pending.clear();
  }
}
