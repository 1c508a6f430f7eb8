import type { Queue, QueueAddOptions } from 'p-queue';

type Run = () => Promise<unknown>;

/** Whose a question is; written into the options with which it is put into the queue. */
export interface TurnOptions extends QueueAddOptions {
  /** The server it was asked in; a direct message has its asker's id here. */
  readonly serverId: string;
  readonly userId: string;
}

interface Waiting extends TurnOptions {
  readonly run: Run;
}

/**
 * Gives turns by server, and within a server by person: next is whoever was served longest ago. A hundred questions of
 * one server or person are answered between those of the others, never before them.
 */
export class FairQueue implements Queue<Run, TurnOptions> {
  #waiting: Waiting[] = [];
  /** Number of the turn in which each server and person was last served. */
  readonly #served = new Map<string, number>();
  #turn = 0;

  get size(): number {
    return this.#waiting.length;
  }

  enqueue(run: Run, options?: Partial<TurnOptions>): void {
    this.#waiting.push({ serverId: '', userId: '', ...options, run });
  }

  dequeue(): Run | undefined {
    let next: Waiting | undefined;
    for (const waiting of this.#waiting)
      if (next === undefined || this.#isBefore(waiting, next)) next = waiting;
    if (next === undefined) return undefined;
    this.#waiting = this.#waiting.filter((waiting) => waiting !== next);
    this.#turn += 1;
    // Nobody waits, so nobody is to be served before another.
    if (this.#waiting.length === 0) this.#served.clear();
    this.#served.set(`server.${next.serverId}`, this.#turn).set(`user.${next.userId}`, this.#turn);
    return next.run;
  }

  filter(): Run[] {
    return this.#waiting.map(({ run }) => run);
  }

  /** There are no priorities here. */
  setPriority(): void {
    return undefined;
  }

  remove(idOrRun: string | Run): void {
    this.#waiting = this.#waiting.filter(({ id, run }) => id !== idOrRun && run !== idOrRun);
  }

  #isBefore(a: Waiting, b: Waiting): boolean {
    const byServer = this.#lastTurn(`server.${a.serverId}`) - this.#lastTurn(`server.${b.serverId}`);
    if (byServer !== 0) return byServer < 0;
    return this.#lastTurn(`user.${a.userId}`) < this.#lastTurn(`user.${b.userId}`);
  }

  #lastTurn(key: string): number {
    return this.#served.get(key) ?? 0;
  }
}
