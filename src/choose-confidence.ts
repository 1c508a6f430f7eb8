import type { AnswererOptions } from './answers/create-answerer.ts';
import { type ConfidenceModel, DEFAULT_CONFIDENCE_MODEL } from './answers/estimate-confidence.ts';
import type { Config } from './config.ts';
import { type Calibration, chooseOperatingPoint, hashModel } from './indexing/calibration/calibration.ts';

const PRIOR_SHA256 = hashModel(DEFAULT_CONFIDENCE_MODEL);

/**
 * The model and the threshold of a generation: those that were fitted to its corpus, or where there are none, or they
 * were fitted from another model than this program ships, the shipped ones. MIN_CONFIDENCE goes before the threshold.
 */
export function chooseConfidence(
  calibration: Calibration,
  { minConfidence, maxFalseRefusals }: Pick<Config, 'minConfidence' | 'maxFalseRefusals'>,
): Pick<AnswererOptions, 'model' | 'minConfidence'> {
  const given = minConfidence === undefined ? {} : { minConfidence };
  if (calibration?.priorSha256 !== PRIOR_SHA256) return given;
  const { threshold } = chooseOperatingPoint(calibration, maxFalseRefusals);
  // Fitted from the shipped model, so the signals are the same.
  const model = calibration.model as ConfidenceModel;
  return { model, minConfidence: threshold, ...given };
}
