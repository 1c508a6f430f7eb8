/** Questions of one meaning that were refused, or whose answer more people marked unhelpful than helpful. */
export interface Gap {
  /** As it was asked most often. */
  readonly question: string;
  /** At most two others. */
  readonly otherWordings: readonly string[];
  readonly asked: number;
  /** By how many people. */
  readonly people: number;
  readonly refused: number;
  /** How often an answer was marked unhelpful. */
  readonly unhelpful: number;
  /** When it was last asked, in milliseconds since 1970. */
  readonly lastAt: number;
}

/** One day in UTC. Each question counts once. */
export interface DayCounts {
  /** Such as `2026-11-26`. */
  readonly date: string;
  readonly answered: number;
  readonly refused: number;
  /** Answered, and marked unhelpful by more people than helpful. */
  readonly unhelpful: number;
}

/** What one server asks for in vain. */
export interface GapReport {
  /** Most often first. */
  readonly gaps: readonly Gap[];
  /** Seven days, today last. */
  readonly week: readonly DayCounts[];
  /** All questions of the server that are kept. */
  readonly questions: number;
}
