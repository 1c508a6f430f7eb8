/** What making an index of the articles cost, in a process of its own. */
export interface MeasuredBuild {
  /** Passages, or whatever the system cuts articles into. */
  readonly pieces: number;
  readonly seconds: number;
  readonly peakMb: number;
}
