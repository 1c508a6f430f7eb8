/** How many of something a rebuild added, changed, removed and left as they were. */
export interface RebuildChanges {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
}

/** How a rebuild ended. Texts may hold names of articles: escape them. */
export type RebuildReport =
  | {
      /** `refused`: the new index was not taken, for `reason`. */
      readonly outcome: 'built' | 'up-to-date' | 'refused';
      readonly generation: string | null;
      readonly articles: RebuildChanges;
      readonly passages: RebuildChanges;
      readonly leftOut: readonly { readonly path: string; readonly message: string }[];
      /** Why it was refused; null where it was not. */
      readonly reason: string | null;
      /** What went worse than before, a line each. */
      readonly lost: readonly string[];
      readonly seconds: number;
    }
  | {
      readonly outcome: 'failed';
      /** A code of `FootnoteError`, `stopped`, or `internal`. */
      readonly code: string;
      /** For the log; may name folders of this machine. */
      readonly message: string;
    };

/** Builds the index again, beside the running bot. Rejects only where it cannot be begun at all. */
export type Rebuild = (options: {
  /** How far it is; the phase in plain words. */
  readonly onProgress: (phase: string, done: number, total: number) => void;
  /** Stops it; the index stays as it was. */
  readonly signal: AbortSignal;
}) => Promise<RebuildReport>;
