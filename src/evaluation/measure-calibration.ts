/** A probability that was given, and whether what it was given for came true. */
export interface Forecast {
  /** In [0, 1]. */
  readonly probability: number;
  readonly cameTrue: boolean;
}

/** The forecasts of one tenth of [0, 1]. */
export interface ReliabilityBin {
  /** From `low` to below `high`; the last bin holds 1 too. */
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Mean probability and the share that came true; null where the bin is empty. */
  readonly meanProbability: number | null;
  readonly shareTrue: number | null;
}

export interface Calibration {
  readonly count: number;
  /** Share that came true. */
  readonly baseRate: number;
  /** Mean squared difference of probability and outcome (Brier, 1950): 0 at best; always saying `baseRate` gives `brierOfBaseRate`. */
  readonly brier: number;
  readonly brierOfBaseRate: number;
  /** Mean distance of probability and share over the bins, by their counts (Naeini, Cooper and Hauskrecht, 2015). */
  readonly expectedCalibrationError: number;
  /** Ten bins of equal width, lowest first. */
  readonly bins: readonly ReliabilityBin[];
}

const BIN_COUNT = 10;

/** How far probabilities can be taken at their word. Null for no forecasts. */
export function measureCalibration(forecasts: readonly Forecast[]): Calibration | null {
  const count = forecasts.length;
  if (count === 0) return null;
  const baseRate = averageOf(forecasts, ({ cameTrue }) => Number(cameTrue)) ?? 0;
  const bins = Array.from({ length: BIN_COUNT }, (_, index) =>
    createBin(
      index,
      forecasts.filter(({ probability }) => binOf(probability) === index),
    ),
  );
  const squares = averageOf(forecasts, ({ probability, cameTrue }) => (probability - Number(cameTrue)) ** 2);
  return {
    count,
    baseRate,
    brier: squares ?? 0,
    brierOfBaseRate: baseRate * (1 - baseRate),
    expectedCalibrationError: bins.reduce(
      (sum, bin) => sum + (bin.count / count) * Math.abs((bin.meanProbability ?? 0) - (bin.shareTrue ?? 0)),
      0,
    ),
    bins,
  };
}

function binOf(probability: number): number {
  return Math.min(BIN_COUNT - 1, Math.floor(probability * BIN_COUNT));
}

function createBin(index: number, members: readonly Forecast[]): ReliabilityBin {
  return {
    low: index / BIN_COUNT,
    high: (index + 1) / BIN_COUNT,
    count: members.length,
    meanProbability: averageOf(members, ({ probability }) => probability),
    shareTrue: averageOf(members, ({ cameTrue }) => Number(cameTrue)),
  };
}

function averageOf<T>(items: readonly T[], valueOf: (item: T) => number): number | null {
  if (items.length === 0) return null;
  return items.reduce((sum, item) => sum + valueOf(item), 0) / items.length;
}
