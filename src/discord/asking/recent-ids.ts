const CAPACITY = 5_000;

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

  /** True where the id was added, and not forgotten since. */
  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** As if the id had never been added. */
  forget(id: string): void {
    this.#ids.delete(id);
  }
}
