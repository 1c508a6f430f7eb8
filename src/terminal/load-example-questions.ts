import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const schema = z.object({ question: z.string().min(1).max(200), kind: z.string().optional() });

/**
 * The questions of a JSONL file that comes with articles (objects with `question` and perhaps `kind`), one of each kind
 * in turn. Empty where there is no such file; lines of another shape are passed over, since any folder may hold one.
 */
export async function loadExampleQuestions(path: string): Promise<readonly string[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const byKind = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const { data } = schema.safeParse(parseJson(line));
    if (data === undefined) continue;
    const { question, kind = '' } = data;
    byKind.set(kind, [...(byKind.get(kind) ?? []), question]);
  }
  const groups = [...byKind.values()];
  const longest = Math.max(0, ...groups.map((group) => group.length));
  return Array.from({ length: longest }, (_, turn) =>
    groups.flatMap((group) => group.slice(turn, turn + 1)),
  ).flat();
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
