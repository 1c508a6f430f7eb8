import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { LogisticModel } from './fit-logistic.ts';

/** Values at 0, 1, …, 100 percent of a sorted list. */
const percentiles = z.array(z.number()).length(101);

const schema = z
  .object({
    /** A logistic model over the signals of the answering path. */
    model: z.object({ bias: z.number(), weights: z.record(z.string(), z.number()) }),
    /** SHA-256 of the model that it was fitted from, hex: another one makes this calibration void. */
    priorSha256: z.string(),
    /** Made questions that it was fitted on. */
    counts: z.object({ answerable: z.int(), near: z.int(), off: z.int() }),
    /** Percentiles of the confidence that the model gives to them. */
    confidences: z.object({ answerable: percentiles, near: percentiles, off: percentiles }),
  })
  .nullable();

/**
 * What was fitted to a corpus while it was indexed; null where it is too small, and the shipped model serves as it is.
 */
export type Calibration = z.infer<typeof schema>;

/** The confidence below which to abstain, and what is to be expected of it. Rates are in [0, 1]. */
export interface OperatingPoint {
  readonly threshold: number;
  readonly wrongRefusals: number;
  readonly nearRefused: number;
  readonly offRefused: number;
}

/** Percentiles of a list, as `Calibration` keeps them. */
export function listPercentiles(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return Array.from({ length: 101 }, (_, percent) => {
    const place = (percent / 100) * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
    return low + (high - low) * (place - Math.floor(place));
  });
}

/**
 * Sets the threshold so that no more than this share of the answerable questions is refused: a standard error of the
 * share below it, since few hundred questions tell it to a percent or two only.
 */
export function chooseOperatingPoint(
  { confidences, counts }: NonNullable<Calibration>,
  maxFalseRefusals: number,
): OperatingPoint {
  const { answerable, near, off } = confidences;
  const error = Math.sqrt((maxFalseRefusals * (1 - maxFalseRefusals)) / counts.answerable);
  const place = Math.max(0, maxFalseRefusals - error) * 100;
  const [low, high] = [answerable[Math.floor(place)] ?? 0, answerable[Math.ceil(place)] ?? 1];
  const threshold = low + (high - low) * (place - Math.floor(place));
  return {
    threshold,
    wrongRefusals: shareBelow(answerable, threshold),
    nearRefused: shareBelow(near, threshold),
    offRefused: shareBelow(off, threshold),
  };
}

function shareBelow(values: readonly number[], threshold: number): number {
  return values.filter((value) => value < threshold).length / values.length;
}

/** Tells one shipped model from another. */
export function hashModel({ bias, weights }: LogisticModel): string {
  const rows = Object.entries(weights).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([bias, rows]))
    .digest('hex');
}

export function serializeCalibration(calibration: Calibration): string {
  return `${JSON.stringify(calibration, null, 1)}\n`;
}

/** Reads a file whose checksum was found right. */
export function parseCalibration(json: string): Calibration {
  return schema.parse(JSON.parse(json));
}
