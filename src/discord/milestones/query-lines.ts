import { createHash } from 'node:crypto';
import type { MilestoneQuery } from '../../answers/milestone-desk.ts';
import { MAX_DATE_OPTION_LENGTH, MAX_FILTER_LENGTH } from '../limits.ts';
import { cleanLine } from '../render/clean-text.ts';

/*
 * A `custom_id` has room for 100 characters, a topic alone may have 200. So the search stands in the footer of the
 * list, where people read it as well, one part a line; the buttons hold the page and a checksum of the search. Whatever
 * becomes of the footer (embeds can be taken off a message), a button never turns to the pages of another search.
 */

const PARTS = ['topic', 'article', 'from', 'to'] as const;
const LINE = /^(topic|article|from|to): (.+)$/;
const MAX_LENGTHS = {
  topic: MAX_FILTER_LENGTH,
  article: MAX_FILTER_LENGTH,
  from: MAX_DATE_OPTION_LENGTH,
  to: MAX_DATE_OPTION_LENGTH,
} as const;

/** A search with every part on one line and none blank, so that its lines give the same search again. */
export function cleanQuery(typed: {
  readonly [Part in keyof MilestoneQuery]?: string | undefined;
}): MilestoneQuery {
  const entries = PARTS.map((part) => [
    part,
    cleanLine(cleanLine(typed[part] ?? '').slice(0, MAX_LENGTHS[part])),
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== '')) as MilestoneQuery;
}

/** The parts of a cleaned search that are given, a line each, in plain text. */
export function writeQueryLines(query: MilestoneQuery): readonly string[] {
  return PARTS.flatMap((part) => (query[part] === undefined ? [] : [`${part}: ${query[part]}`]));
}

/** The search that a footer tells of; other lines count for nothing. */
export function parseQueryLines(footer: string): MilestoneQuery {
  const found: Record<string, string> = {};
  for (const line of footer.split('\n')) {
    const [, part, value] = LINE.exec(line) ?? [];
    if (part !== undefined && value !== undefined) found[part] = value;
  }
  return cleanQuery(found);
}

/** Eight hex digits. */
export function hashQuery(query: MilestoneQuery): string {
  const parts = PARTS.map((part) => query[part] ?? null);
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 8);
}
