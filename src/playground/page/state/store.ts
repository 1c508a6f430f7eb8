/** Holds one immutable state and tells of every new one. */
export interface Store<State> {
  readonly get: () => State;
  /** Puts `change(state)` in the place of the state; the same object back means that nothing changed. */
  readonly update: (change: (state: State) => State) => void;
  /** Calls `listener` after changes, once for all that happened in one turn of the event loop. */
  readonly subscribe: (listener: (state: State) => void) => void;
}

/** A store that begins with `initial`. */
export function createStore<State>(initial: State): Store<State> {
  let state = initial;
  let scheduled = false;
  const listeners: ((state: State) => void)[] = [];
  return {
    get: () => state,
    update: (change) => {
      const next = change(state);
      if (next === state) return;
      state = next;
      if (scheduled) return;
      scheduled = true;
      queueMicrotask(() => {
        scheduled = false;
        for (const listener of listeners) listener(state);
      });
    },
    subscribe: (listener) => {
      listeners.push(listener);
    },
  };
}
