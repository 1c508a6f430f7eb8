/** Signals of one question by name, each in [0, 1]. */
export type Signals = Readonly<Record<string, number>>;

/** A logistic model over signals: `1 / (1 + exp(−(bias + Σ weight × signal)))`. */
export interface LogisticModel {
  readonly bias: number;
  readonly weights: Readonly<Record<string, number>>;
}

/** A question whose outcome is known. */
export interface Example {
  readonly signals: Signals;
  /** Whether the articles answer it. */
  readonly isAnswerable: boolean;
  /** How much it counts. */
  readonly weight: number;
}

export interface FitOptions {
  /** What the fit is drawn to, and the names of the signals. */
  readonly prior: LogisticModel;
  /** How strongly: the weight of a pull of one standard deviation of each signal, against a total weight of 1. */
  readonly strength: number;
}

const MAX_STEPS = 100;
const ENOUGH = 1e-13;
const SHORTEST_STEP = 1e-9;

/** Keeps a direction of which the examples say nothing from being divided by zero. */
const FLATTEST = 1e-6;

/**
 * Maximum a posteriori weights under a Gaussian prior around another model (ridge regression towards it), by Newton's
 * method with shortened steps (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 4.4). The bias is free. Deterministic.
 */
export function fitLogistic(examples: readonly Example[], { prior, strength }: FitOptions): LogisticModel {
  const names = Object.keys(prior.weights);
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return prior;
  const rows = examples.map(({ signals, isAnswerable, weight }) => ({
    inputs: [1, ...names.map((name) => signals[name] ?? 0)],
    target: isAnswerable ? 1 : 0,
    weight: weight / total,
  }));
  const pulls = [0, ...names.map((_, index) => strength * measureVariance(rows, index + 1))];
  const centre = [prior.bias, ...names.map((name) => prior.weights[name] ?? 0)];
  let current: readonly number[] = centre;
  const measureLoss = (point: readonly number[]): number => {
    const pull = point.reduce(
      (sum, value, index) => sum + ((pulls[index] ?? 0) * (value - (centre[index] ?? 0)) ** 2) / 2,
      0,
    );
    return rows.reduce((sum, { inputs, target, weight }) => {
      const score = multiply(inputs, point);
      // log(1 + e^x), so that a large score does not overflow.
      return sum + weight * (Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - target * score);
    }, pull);
  };
  let loss = measureLoss(current);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const gradient = current.map((value, index) => (pulls[index] ?? 0) * (value - (centre[index] ?? 0)));
    const hessian = current.map((_, row) =>
      current.map((__, column) => (row === column ? (pulls[row] ?? 0) + FLATTEST : 0)),
    );
    for (const { inputs, target, weight } of rows) {
      const probability = squash(multiply(inputs, current));
      const slope = weight * probability * (1 - probability);
      for (const [index, value] of inputs.entries()) {
        gradient[index] = (gradient[index] ?? 0) + weight * (probability - target) * value;
        const line = hessian[index];
        if (line === undefined) continue;
        for (const [column, other] of inputs.entries()) {
          line[column] = (line[column] ?? 0) + slope * value * other;
        }
      }
    }
    const change = solveLinear(hessian, gradient);
    // Far from the optimum a whole step can lead away from it.
    let next = current;
    for (let length = 1; length > SHORTEST_STEP; length /= 2) {
      next = current.map((value, index) => value - length * (change[index] ?? 0));
      if (measureLoss(next) <= loss) break;
    }
    const nextLoss = measureLoss(next);
    if (!(nextLoss <= loss)) break;
    current = next;
    const gained = loss - nextLoss;
    loss = nextLoss;
    if (gained < ENOUGH) break;
  }
  const [bias = 0, ...weights] = current;
  return { bias, weights: Object.fromEntries(names.map((name, index) => [name, weights[index] ?? 0])) };
}

/** The probability that the model gives. */
export function applyLogistic({ bias, weights }: LogisticModel, signals: Signals): number {
  return squash(
    Object.entries(weights).reduce((sum, [name, weight]) => sum + weight * (signals[name] ?? 0), bias),
  );
}

function multiply(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

function squash(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

function measureVariance(
  rows: readonly { readonly inputs: readonly number[]; readonly weight: number }[],
  index: number,
): number {
  const mean = rows.reduce((sum, { inputs, weight }) => sum + weight * (inputs[index] ?? 0), 0);
  return rows.reduce((sum, { inputs, weight }) => sum + weight * ((inputs[index] ?? 0) - mean) ** 2, 0);
}

/** Solves `matrix × x = values` by elimination with pivots. */
function solveLinear(matrix: readonly (readonly number[])[], values: readonly number[]): readonly number[] {
  const rows = matrix.map((row, index) => [...row, values[index] ?? 0]);
  const size = rows.length;
  for (let pivot = 0; pivot < size; pivot += 1) {
    const rest = rows.slice(pivot);
    const best = rest.reduce((a, b) => (Math.abs(b[pivot] ?? 0) > Math.abs(a[pivot] ?? 0) ? b : a));
    rows.splice(rows.indexOf(best), 1);
    rows.splice(pivot, 0, best);
    for (const row of rows.slice(pivot + 1)) {
      const factor = (row[pivot] ?? 0) / (best[pivot] ?? 1);
      for (let column = pivot; column <= size; column += 1) {
        row[column] = (row[column] ?? 0) - factor * (best[column] ?? 0);
      }
    }
  }
  const solution = Array.from({ length: size }, () => 0);
  for (let index = size - 1; index >= 0; index -= 1) {
    const row = rows[index] ?? [];
    const known = solution.reduce(
      (sum, value, column) => sum + (column > index ? value * (row[column] ?? 0) : 0),
      0,
    );
    solution[index] = ((row[size] ?? 0) - known) / (row[index] ?? 1);
  }
  return solution;
}
