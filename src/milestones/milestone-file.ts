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

/**
 * Parses a milestones.jsonl.
 * @throws RangeError which numbers the first bad line, from 1: the file's checksum was right, so it was written wrongly.
 */
export function parseMilestones(jsonl: string): readonly Milestone[] {
  const lines = jsonl.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, index) => {
    const parsed = schema.safeParse(parseJson(line));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const problem = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'something else'}`;
    throw new RangeError(`Line ${index + 1} of the milestones is none (${problem}).`);
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
