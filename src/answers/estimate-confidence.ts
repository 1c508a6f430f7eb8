import type { Evidence } from './measure-evidence.ts';

/** A logistic model over the evidence: `1 / (1 + exp(−(bias + Σ weight × signal)))`. */
export interface ConfidenceModel {
  readonly bias: number;
  readonly weights: Readonly<Record<keyof Evidence, number>>;
}

/** Fitted on labelled questions over a large and a small corpus: docs/decisions/0003-abstaining.md. */
export const DEFAULT_CONFIDENCE_MODEL = {
  bias: -2.7,
  weights: {
    similarity: 1.4,
    offTopic: -5,
    coverage: 1.6,
    passageCoverage: 1.8,
    together: 1.7,
    unknownWord: -1.8,
    unknownName: -6.1,
    missingKey: -10.2,
    missingDetail: -2.4,
    margin: 0.6,
  },
} as const satisfies ConfidenceModel;

/** Below this confidence Footnote abstains; a setting (MIN_CONFIDENCE). Chosen together with the model. */
export const DEFAULT_MIN_CONFIDENCE = 0.39;

/** How likely it is that quotes with this evidence answer the question, in [0, 1]. */
export function estimateConfidence(
  evidence: Evidence,
  model: ConfidenceModel = DEFAULT_CONFIDENCE_MODEL,
): number {
  const names = Object.keys(model.weights) as (keyof Evidence)[];
  const sum = names.reduce((total, name) => total + model.weights[name] * evidence[name], model.bias);
  return 1 / (1 + Math.exp(-sum));
}
