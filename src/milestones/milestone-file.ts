import { z } from 'zod';
import type { Milestone } from './milestone.ts';

/** Changes when articles give other milestones than before: an index with the old ones is then stale. */
export const MILESTONES_VERSION = '1';

const isoDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'must be an ISO date');
const hexId = z.string().regex(/^[0-9a-f]{16}$/, 'must be 16 hex digits');
const offset = z.int().min(0);

const schema = z.object({
  id: hexId,
  kind: z.enum(['key', 'dated', 'published']),
  date: isoDate,
  precision: z.enum(['year', 'month', 'day']),
  dateEnd: isoDate.nullable(),
  circa: z.boolean(),
  title: z.string(),
  text: z.string(),
  articleId: z.string(),
  passageId: hexId,
  start: offset,
  end: offset,
}) satisfies z.ZodType<Milestone>;

/** One line of JSON a milestone, without line breaks; lazily, so that no string holds the whole file. */
export function* serializeMilestones(milestones: readonly Milestone[]): Generator<string> {
  for (const milestone of milestones) yield JSON.stringify(schema.parse(milestone));
}

/** How many lines are parsed before other work of the process gets a turn. */
const LINES_PER_TURN = 250;

/** As `parseMilestones`, for a file that may be long: gives other work a turn now and then. */
export async function parseManyMilestones(jsonl: string): Promise<readonly Milestone[]> {
  const milestones: Milestone[] = [];
  for (let start = 0; start < jsonl.length;) {
    const end = findLineEnd(jsonl, start, LINES_PER_TURN);
    for (const milestone of parseMilestones(jsonl.slice(start, end), milestones.length + 1))
      milestones.push(milestone);
    start = end;
    await new Promise(setImmediate);
  }
  return milestones;
}

/** Where the last of the next `lines` lines ends, its line break included. */
function findLineEnd(text: string, start: number, lines: number): number {
  let end = start;
  for (let line = 0; line < lines && end < text.length; line += 1) {
    const newline = text.indexOf('\n', end);
    end = newline === -1 ? text.length : newline + 1;
  }
  return end;
}

/**
 * Parses a milestones.jsonl, or the part of it that begins with line `firstLine`.
 * @throws RangeError which numbers the first bad line, from 1: the file's checksum was right, so it was written wrongly.
 */
export function parseMilestones(jsonl: string, firstLine = 1): readonly Milestone[] {
  const lines = jsonl.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, index) => {
    const parsed = schema.safeParse(parseJson(line));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const problem = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'something else'}`;
    throw new RangeError(`Line ${firstLine + index} of the milestones is none (${problem}).`);
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
