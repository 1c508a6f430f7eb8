import type { Changes } from './plan-build.ts';
import type { CalibrationSummary } from './calibration/summarize-calibration.ts';
import type { QuestionsSummary } from './questions/compare-results.ts';

/** What a build is doing. `waiting` is for the lock that a killed build left behind. */
export type BuildPhase =
  'waiting' | 'reading' | 'splitting' | 'embedding' | 'writing' | 'calibrating' | 'asking';

/**
 * How a build ended: a new generation is current; nothing had changed; a dry run that wrote nothing; `strict` found
 * files that must be left out, and wrote nothing; or too few of the regression questions went well with the new
 * generation, and the index stayed as it was.
 */
export type BuildOutcome = 'built' | 'up-to-date' | 'dry-run' | 'rejected' | 'below-floor';

/** A file of the corpus that is not in the index. */
export interface LeftOutFile {
  /** Relative to the corpus folder, with `/`. */
  readonly path: string;
  /** From 1; null where there is none. */
  readonly line: number | null;
  readonly reason: string;
  readonly message: string;
}

export interface BuildSummary {
  readonly outcome: BuildOutcome;
  /** The generation that is current now; null where there is none. */
  readonly generation: string | null;
  readonly articles: Changes;
  readonly passages: Changes;
  /** Dated events read out of the articles, in all. */
  readonly milestones: number;
  /** Passages that went, or in a dry run would go, through the model. */
  readonly embedded: number;
  /** Passages whose embedding was there already. */
  readonly reused: number;
  readonly rejected: readonly LeftOutFile[];
  /** How the confidence was fitted to the corpus; null where it was not. */
  readonly calibration: CalibrationSummary | null;
  /** What the regression questions of the corpus gave; null where none was asked. */
  readonly questions: QuestionsSummary | null;
  /** What was wrong with the index that was there; null where nothing was. */
  readonly damage: string | null;
  readonly seconds: number;
  /** Passages embedded a second, the loading of the model included; null where none was. */
  readonly passagesPerSecond: number | null;
}
