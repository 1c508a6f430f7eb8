import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { normalizeForMatching } from './contains-answer.ts';

/** `answerable` from the articles; `near` sounds on topic, yet they do not say; `off` has nothing to do with them. */
export type QuestionKind = 'answerable' | 'near' | 'off';

/** A question with what a right reply to it is. */
export interface LabelledQuestion {
  readonly id: string;
  readonly question: string;
  readonly kind: QuestionKind;
  /** Id of the article that answers it; null for every kind but `answerable`. */
  readonly goldFile: string | null;
  /** The shortest words of the article that answer it; null for every kind but `answerable`. */
  readonly goldAnswer: string | null;
  /** True where it asks for, or about, a time. */
  readonly temporal: boolean;
  /** Line of the file, from 1. */
  readonly line: number;
}

/** Bad lines that a message tells of; the rest is counted. */
const MAX_TOLD = 5;

const gold = z.string().refine((text) => normalizeForMatching(text) !== '', 'must be words of an article');
const common = {
  id: z.union([z.string().regex(/\S/, 'must not be empty'), z.number()]).transform(String),
  question: z.string(),
  temporal: z.boolean().optional(),
};
const none = z.null('must be null where the articles do not answer').optional();

const row = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('answerable'), gold_file: z.string().min(1), gold_answer: gold }),
  z.object({ ...common, kind: z.literal(['near', 'off']), gold_file: none, gold_answer: none }),
]);

/**
 * The labelled questions of a JSONL text, in its order: objects with `id`, `question`, `kind`, `gold_file`,
 * `gold_answer` and, if wanted, `temporal`. Blank lines are passed over, other fields too. `path` is only for messages.
 * @throws ConfigError that names the file and each bad line: no such object, an id that stands twice, or no line at all.
 */
export function parseQuestionSet(jsonl: string, path: string): readonly LabelledQuestion[] {
  const questions: LabelledQuestion[] = [];
  const problems: string[] = [];
  const lineOf = new Map<string, number>();
  for (const [index, text] of jsonl
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (text.trim() === '') continue;
    const line = index + 1;
    const parsed = parseRow(text, line);
    if (typeof parsed === 'string') problems.push(`line ${line}: ${parsed}`);
    else if (lineOf.has(parsed.id))
      problems.push(
        `line ${line}: the id ${JSON.stringify(parsed.id)} is that of line ${lineOf.get(parsed.id)} too`,
      );
    else {
      lineOf.set(parsed.id, line);
      questions.push(parsed);
    }
  }
  if (problems.length > 0) throw createError(path, problems);
  if (questions.length === 0) throw createError(path, ['it holds no question']);
  return questions;
}

/**
 * Holds the gold files of questions against the ids of the articles that can be found.
 * @throws ConfigError that names each line whose article is not among them. `path` is only for the message.
 */
export function assertKnownArticles(
  questions: readonly LabelledQuestion[],
  articleIds: ReadonlySet<string>,
  path: string,
): void {
  const problems = questions.flatMap(({ line, goldFile }) =>
    goldFile === null || articleIds.has(goldFile)
      ? []
      : [`line ${line}: the article ${JSON.stringify(goldFile)} is not in the index`],
  );
  if (problems.length > 0) throw createError(path, problems);
}

/** The question of one line, or what is wrong with it. */
function parseRow(text: string, line: number): LabelledQuestion | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  const parsed = row.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') ?? '';
    return `${field === '' ? 'it' : field}: ${issue?.message ?? 'not as expected'}`;
  }
  const { id, question, kind, temporal = false } = parsed.data;
  const { gold_file: goldFile = null, gold_answer: goldAnswer = null } = parsed.data;
  return { id, question, kind, goldFile, goldAnswer, temporal, line };
}

function createError(path: string, problems: readonly string[]): ConfigError {
  const more = problems.length > MAX_TOLD ? `; and ${problems.length - MAX_TOLD} more` : '';
  return new ConfigError(
    '--questions',
    `The questions in ${path} cannot be used: ${problems.slice(0, MAX_TOLD).join('; ')}${more}. A line is such as {"id": "q1", "question": "Who wrote this?", "gold_file": "a.md", "gold_answer": "Ada Writer", "kind": "answerable"}; "near" and "off" have null for both gold fields.`,
  );
}
