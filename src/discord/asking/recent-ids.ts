const CAPACITY = 5_000;

/** Spans in which something is said once, in milliseconds. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** Remembers the last ids, so that an event that Discord delivers twice (after a resumed session, say) is handled once. */
export class RecentIds {
  readonly #ids = new Set<string>();

  /** False where the id was added before. */
  add(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    const [oldest] = this.#ids;
    if (this.#ids.size > CAPACITY && oldest !== undefined) this.#ids.delete(oldest);
    return true;
  }

  /** As `add`, anew with each minute, hour or other span of the clock, in milliseconds: for what is to be said once in it. */
  addOncePer(spanMs: number, id: string): boolean {
    return this.add(nameInSpan(spanMs, id));
  }

  /** True where the id was added within this span of the clock. */
  hasWithin(spanMs: number, id: string): boolean {
    return this.has(nameInSpan(spanMs, id));
  }

  /** True where the id was added, and not forgotten since. */
  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** As if the id had never been added. */
  forget(id: string): void {
    this.#ids.delete(id);
  }
}

function nameInSpan(spanMs: number, id: string): string {
  return `${id}.${Math.floor(Date.now() / spanMs).toString()}`;
}
