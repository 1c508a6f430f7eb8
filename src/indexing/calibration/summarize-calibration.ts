import { type Calibration, chooseOperatingPoint, type OperatingPoint } from './calibration.ts';

/** How the confidence was fitted to a corpus, and what is to be expected of it. */
export interface CalibrationSummary extends OperatingPoint {
  /** Made questions that it was fitted on. */
  readonly questions: NonNullable<Calibration>['counts'];
  /** The share of wrong refusals that the threshold was set for. */
  readonly maxFalseRefusals: number;
}

/** Null where the shipped model serves as it is. */
export function summarizeCalibration(
  calibration: Calibration,
  maxFalseRefusals: number,
): CalibrationSummary | null {
  if (calibration === null) return null;
  return {
    ...chooseOperatingPoint(calibration, maxFalseRefusals),
    questions: calibration.counts,
    maxFalseRefusals,
  };
}

/** One line for people. */
export function renderCalibration(summary: CalibrationSummary | null): string {
  if (summary === null) return 'Confidence: the shipped model (too few passages to fit it to them).';
  const { threshold, wrongRefusals, nearRefused, offRefused, questions } = summary;
  return (
    `Confidence: calibrated on ${questions.answerable + questions.near + questions.off} made questions; ` +
    `answers from ${threshold.toFixed(2)} on. Expected to be refused: ${percent(wrongRefusals)} of answerable, ` +
    `${percent(nearRefused)} of near-topic, ${percent(offRefused)} of off-topic questions.`
  );
}

function percent(value: number): string {
  return `${(value * 100).toFixed(0)} %`;
}
