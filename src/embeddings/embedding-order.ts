export interface EmbeddingOrderOptions {
  /** Whole texts, prefix included. */
  readonly texts: readonly string[];
  /** Cut texts to the model's limit instead of refusing them. */
  readonly cut: boolean;
  readonly onEmbedding?: ((index: number, embedding: Float32Array) => void) | undefined;
}

/**
 * The texts of one call and what has become of each: waiting, out with a thread, or embedded. Settles once; what comes
 * back after that is dropped.
 */
export class EmbeddingOrder {
  readonly cut: boolean;
  /** One embedding a text, in the order of the texts. */
  readonly result: Promise<readonly Float32Array[]>;
  readonly #options: EmbeddingOrderOptions;
  readonly #embeddings: Float32Array[] = [];
  readonly #retries: number[] = [];
  readonly #retried = new Set<number>();
  #next = 0;
  #done = 0;
  #settled = false;
  #resolve!: (embeddings: readonly Float32Array[]) => void;
  #reject!: (reason: unknown) => void;

  constructor(options: EmbeddingOrderOptions) {
    this.#options = options;
    this.cut = options.cut;
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    if (options.texts.length === 0) this.#settle();
  }

  get size(): number {
    return this.#options.texts.length;
  }

  /** Texts that wait for a thread; 0 once settled. */
  get waiting(): number {
    return this.#settled ? 0 : this.#retries.length + this.size - this.#next;
  }

  /** The next text for a thread; undefined where none waits. */
  take(): { readonly index: number; readonly text: string } | undefined {
    if (this.waiting === 0) return undefined;
    const index = this.#retries.shift() ?? this.#next++;
    return { index, text: this.#options.texts[index] ?? '' };
  }

  /** Puts a text back in front whose thread died; false where that has happened to it before. */
  giveBack(index: number): boolean {
    if (this.#retried.has(index)) return false;
    this.#retried.add(index);
    this.#retries.push(index);
    return true;
  }

  complete(index: number, embedding: Float32Array): void {
    if (this.#settled) return;
    this.#embeddings[index] = embedding;
    this.#done++;
    try {
      this.#options.onEmbedding?.(index, embedding);
    } catch (error) {
      this.fail(error);
    }
    if (this.#done === this.size) this.#settle();
  }

  fail(reason: unknown): void {
    this.#settled = true;
    this.#reject(reason);
  }

  #settle(): void {
    this.#settled = true;
    this.#resolve(this.#embeddings);
  }
}
