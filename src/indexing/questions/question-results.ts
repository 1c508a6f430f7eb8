import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { LabelledQuestion } from '../../evaluation/question-set.ts';

const resultSchema = z.object({
  id: z.string(),
  /** Of the question with its gold; see `hashQuestion`. */
  key: z.string(),
  question: z.string(),
  kind: z.enum(['answerable', 'near', 'off']),
  goldFile: z.string().nullable(),
  /** The gold answer was quoted from the gold article, or an unanswerable question was refused. */
  isRight: z.boolean(),
  /** The best hit was of the gold article; false for unanswerable questions. */
  articleFirst: z.boolean(),
  /** What was given, in a few words for people. */
  gave: z.string(),
});

const fileSchema = z
  .object({
    /** SHA-256 of the questions file, hex. */
    sha256: z.string(),
    results: z.array(resultSchema),
  })
  .nullable();

/** What one regression question gave. */
export type QuestionResult = z.infer<typeof resultSchema>;

/** What the regression questions gave, as a generation keeps it; null where its corpus had none. */
export type QuestionResults = z.infer<typeof fileSchema>;

/** Tells an edited question from the one that had its id before. */
export function hashQuestion({ question, kind, goldFile, goldAnswer }: LabelledQuestion): string {
  const fields = JSON.stringify([question, kind, goldFile, goldAnswer]);
  return createHash('sha256').update(fields).digest('hex').slice(0, 16);
}

export function serializeQuestionResults(results: QuestionResults): string {
  return `${JSON.stringify(results, null, 1)}\n`;
}

/** Reads a file whose checksum was found right. */
export function parseQuestionResults(json: string): QuestionResults {
  return fileSchema.parse(JSON.parse(json));
}
