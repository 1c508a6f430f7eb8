import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const schema = z.object({
  question: z.string().min(1).max(200),
  kind: z.string().optional(),
  gold_file: z.string().nullish(),
  example: z.boolean().optional(),
});

type ExampleQuestion = z.infer<typeof schema>;

/** Kinds of questions that the articles do not answer: no examples. */
const UNANSWERABLE: ReadonlySet<string> = new Set(['near', 'off']);

/**
 * The questions of a JSONL file that comes with articles (objects with `question`), one of each article (`gold_file`) in
 * turn: those marked with `"example": true`, or where none is, all that the articles may answer. Empty where there is
 * no such file; lines of another shape are passed over, since any folder may hold one.
 */
export async function loadExampleQuestions(path: string): Promise<readonly string[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const all = text.split('\n').flatMap((line) => schema.safeParse(parseJson(line)).data ?? []);
  const marked = all.filter(({ example }) => example === true);
  const chosen = marked.length > 0 ? marked : all.filter(({ kind = '' }) => !UNANSWERABLE.has(kind));
  return takeInTurn(chosen).map(({ question }) => question);
}

/** One of each article, then the second of each, and so on. */
function takeInTurn(questions: readonly ExampleQuestion[]): readonly ExampleQuestion[] {
  const groups = new Map<string, ExampleQuestion[]>();
  for (const question of questions) {
    const key = question.gold_file ?? '';
    groups.set(key, [...(groups.get(key) ?? []), question]);
  }
  const longest = Math.max(0, ...[...groups.values()].map((group) => group.length));
  return Array.from({ length: longest }, (_, turn) =>
    [...groups.values()].flatMap((group) => group.slice(turn, turn + 1)),
  ).flat();
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
