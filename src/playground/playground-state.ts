/** How far a build of the playground's index is. */
export interface BuildProgress {
  /** In plain words for people. */
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}

/** Which faults the bot meets at the moment. */
export interface FaultState {
  /** So many of the bot's next replies are answered with 429. */
  readonly rateLimit: number;
  /** So many of the bot's next replies are answered with 500. */
  readonly serverError: number;
  /** How long each of the bot's requests is held, in milliseconds; 0 for not at all. */
  readonly delayMs: number;
  /** The bot may not write in the answer channel. */
  readonly revoked: boolean;
}

/** What the page shows besides the chat; goes to it as it is. */
export interface PlaygroundState {
  readonly bot: 'online' | 'offline';
  readonly faults: FaultState;
  readonly corpus: {
    /** `own` once something was dropped on the page. */
    readonly kind: 'shipped' | 'own';
    readonly articles: number;
    /** Names of the dropped files, in the order they came. */
    readonly added: readonly string[];
  };
  /** Null while nothing is built. */
  readonly build: BuildProgress | null;
  /** Why the last build did not go as wished, in words for people; null where it did. */
  readonly problem: string | null;
}

/** Before anything is open. */
export const FIRST_STATE = Object.freeze<PlaygroundState>({
  bot: 'offline',
  faults: { rateLimit: 0, serverError: 0, delayMs: 0, revoked: false },
  corpus: { kind: 'shipped', articles: 0, added: [] },
  build: null,
  problem: null,
});

/** The state of one playground, and who wants to hear of its changes. */
export class StateKeeper {
  readonly #listeners = new Set<() => void>();
  #state: PlaygroundState = FIRST_STATE;

  get state(): PlaygroundState {
    return this.#state;
  }

  /** Changes some fields, and says so where that makes a difference. */
  change(change: Partial<PlaygroundState>): void {
    const next = { ...this.#state, ...change };
    if (JSON.stringify(next) === JSON.stringify(this.#state)) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  /** Calls `listener` after each change. Gives the function that ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}
