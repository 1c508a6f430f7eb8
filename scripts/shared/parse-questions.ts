import { z } from 'zod';
import { ConfigError } from '../../src/errors.ts';

const schema = z.object({ id: z.union([z.string(), z.number()]), question: z.string() });

/** One line of a file of questions. */
export type IdentifiedQuestion = z.infer<typeof schema>;

/** Bad lines that a message names; the rest is counted. */
const MAX_NAMED_LINES = 5;

/**
 * The questions of a JSONL text: objects with `id` (text or number) and `question`; other fields are passed over, blank
 * lines too. `path` is only for the message. Throws a `ConfigError` that numbers the bad lines, from 1.
 */
export function parseQuestions(jsonl: string, path: string): readonly IdentifiedQuestion[] {
  const questions: IdentifiedQuestion[] = [];
  const bad: number[] = [];
  for (const [index, line] of jsonl
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    const parsed = schema.safeParse(parseJson(line));
    if (parsed.success) questions.push(parsed.data);
    else bad.push(index + 1);
  }
  if (bad.length === 0) return questions;
  const named = bad.slice(0, MAX_NAMED_LINES).join(', ');
  const more = bad.length > MAX_NAMED_LINES ? ` and ${bad.length - MAX_NAMED_LINES} more` : '';
  throw new ConfigError(
    '--questions',
    `${path}: line ${named}${more} must be a JSON object such as {"id": "q1", "question": "Who wrote this?"}.`,
  );
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
