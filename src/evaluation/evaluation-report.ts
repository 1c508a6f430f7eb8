import { z } from 'zod';
import { ConfigError } from '../errors.ts';

/** Raised when a report of another Footnote could no longer be read. */
const REPORT_FORMAT = 1;

const estimate = z.object({ value: z.number(), low: z.number(), high: z.number(), count: z.int() });
const share = z.number().min(0).max(1);

/** A question and what was measured on it; a value is left out where the measure does not apply. */
const measured = z.object({
  id: z.string(),
  question: z.string(),
  /** Row, then measure. */
  values: z.record(z.string(), z.record(z.string(), z.number())),
});

const common = {
  format: z.literal(REPORT_FORMAT),
  /** What was measured, in words, by name. */
  facts: z.record(z.string(), z.string()),
  bootstrap: z.object({ resamples: z.int(), seed: z.int(), level: share }),
  /** Row, then measure, in the order of the tables. */
  measures: z.record(z.string(), z.record(z.string(), estimate)),
  /** Milliseconds by row. */
  latency: z.record(z.string(), z.object({ p50: z.number(), p95: z.number(), count: z.int() })),
  /** What a reader should know of the figures. */
  remarks: z.array(z.string()),
};

const bin = z.object({
  low: share,
  high: share,
  count: z.int(),
  meanProbability: share.nullable(),
  shareTrue: share.nullable(),
});

const questionsReport = z.object({
  ...common,
  kind: z.literal('questions'),
  questions: z.array(
    measured.extend({
      kind: z.enum(['answerable', 'near', 'off']),
      temporal: z.boolean(),
      verdict: z.enum(['right', 'beside', 'wrong-article', 'refused', 'rightly-refused', 'wrongly-answered']),
      confidence: share,
      totalMs: z.number(),
      /** What went wrong, in words; null where nothing did. */
      trouble: z.string().nullable(),
    }),
  ),
  /** Ids of the worst questions, worst first. */
  worst: z.array(z.string()),
  /** Of `confidence`, as the probability that the articles answer the question. */
  calibration: z.object({
    count: z.int(),
    baseRate: share,
    brier: share,
    brierOfBaseRate: share,
    expectedCalibrationError: share,
    bins: z.array(bin),
  }),
});

const beirReport = z.object({ ...common, kind: z.literal('beir'), questions: z.array(measured) });

const schema = z.discriminatedUnion('kind', [questionsReport, beirReport]);

export type MeasuredQuestion = Readonly<z.infer<typeof measured>>;
export type QuestionsReport = Readonly<z.infer<typeof questionsReport>>;
export type BeirReport = Readonly<z.infer<typeof beirReport>>;

/** What `npm run evaluate -- --json` prints, and `--compare` reads. */
export type EvaluationReport = QuestionsReport | BeirReport;

export { REPORT_FORMAT };

/**
 * Reads the JSON of an earlier report. `path` is only for the message.
 * @throws ConfigError where it is none.
 */
export function parseReport(json: string, path: string): EvaluationReport {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw createError(path, 'it is not JSON', cause);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw createError(path, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`, parsed.error);
}

function createError(path: string, what: string, cause: unknown): ConfigError {
  const message = `${path} is no report that "npm run evaluate -- --json" wrote (${what}). Name such a file with --compare.`;
  return new ConfigError('--compare', message, cause);
}
