import type { Evidence } from './measure-evidence.ts';

/** A logistic model over the evidence: `1 / (1 + exp(−(bias + Σ weight × signal)))`. */
export interface ConfidenceModel {
  readonly bias: number;
  readonly weights: Readonly<Record<keyof Evidence, number>>;
}

/** Fitted on labelled questions over a large and a small corpus: docs/decisions/0003-abstaining.md. */
export const DEFAULT_CONFIDENCE_MODEL = {
  bias: -3.7,
  weights: {
    similarity: 2.5,
    offTopic: -6.1,
    coverage: 2.3,
    passageCoverage: 2,
    together: 1,
    unknown: -1.6,
    missingKey: -11.1,
    missingDetail: -1.5,
    margin: 0.6,
  },
} as const satisfies ConfidenceModel;

/** Below this confidence Footnote abstains; a setting (MIN_CONFIDENCE). Chosen together with the model. */
export const DEFAULT_MIN_CONFIDENCE = 0.34;

/** How likely it is that quotes with this evidence answer the question, in [0, 1]. */
export function estimateConfidence(
  evidence: Evidence,
  model: ConfidenceModel = DEFAULT_CONFIDENCE_MODEL,
): number {
  const names = Object.keys(model.weights) as (keyof Evidence)[];
  const sum = names.reduce((total, name) => total + model.weights[name] * evidence[name], model.bias);
  return 1 / (1 + Math.exp(-sum));
}
