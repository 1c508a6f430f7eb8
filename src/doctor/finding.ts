/** How a check ended. `skipped`: it needs something that is not set, or that failed before it. */
export type FindingStatus = 'ok' | 'warning' | 'failure' | 'skipped';

/** One line of what the doctor found. The words may hold names of others: make them safe before showing them. */
export interface Finding {
  /** What was looked at, such as `Model files`. */
  readonly check: string;
  readonly status: FindingStatus;
  /** What was found, in a plain sentence. Never holds the token. */
  readonly message: string;
  /** What to do about it; null where nothing need be done. */
  readonly mend: string | null;
}
