/** The parts of the benchmark, in the order in which they run. */
export const PARTS = ['indexing', 'quality', 'asking'] as const;

export type Part = (typeof PARTS)[number];

export interface BenchOptions {
  readonly parts: readonly Part[];
  readonly corpusDir: string;
  readonly questionsPath: string;
  /** Where indexes are kept from one run to the next; the real ones of the maintainer are never touched. */
  readonly workDir: string;
  /** Sizes of the index that is asked, in passages. */
  readonly sizes: readonly number[];
  /** How many ask at once. */
  readonly askers: readonly number[];
  /** A row more for the peers, with what this model is known to want. */
  readonly tunedPeers: boolean;
}
