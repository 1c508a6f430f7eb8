import type { MilestoneKind } from '../milestones/milestone.ts';
import { compareEntries } from './compare-entries.ts';
import { measureTime } from './measure-time.ts';
import type { TimelineEntry } from './timeline.ts';

const BY_IMPORTANCE: readonly MilestoneKind[] = ['key', 'dated', 'published'];

/**
 * At most `maxEntries` entries, oldest first: the key ones, then dated ones, then published ones. Of a kind that does
 * not fit whole, those that lie farthest from what is already chosen, so that they spread over the time.
 */
export function selectEntries<Entry extends TimelineEntry>(
  entries: readonly Entry[],
  maxEntries: number,
): readonly Entry[] {
  // Copies: an entry that is given twice counts twice.
  const sorted = entries.map((entry) => ({ ...entry })).sort(compareEntries);
  if (sorted.length <= maxEntries) return sorted;
  const chosen = new Set<Entry>();
  for (const kind of BY_IMPORTANCE) {
    const ofKind = sorted.filter((entry) => entry.kind === kind);
    for (const entry of spreadOverTime(ofKind, chosen, maxEntries - chosen.size)) chosen.add(entry);
  }
  return sorted.filter((entry) => chosen.has(entry));
}

/** Farthest-point choice: each next one is the earliest of those whose nearest neighbour in time is farthest away. */
function spreadOverTime<Entry extends TimelineEntry>(
  sorted: readonly Entry[],
  chosen: ReadonlySet<Entry>,
  count: number,
): readonly Entry[] {
  if (sorted.length <= count) return sorted;
  const times = sorted.map(({ date }) => measureTime(date));
  const taken = Array.from(chosen, ({ date }) => measureTime(date));
  const distances = times.map((time) => Math.min(Infinity, ...taken.map((other) => Math.abs(other - time))));
  const spread: Entry[] = [];
  while (spread.length < count) {
    const next = distances.indexOf(distances.reduce((a, b) => Math.max(a, b), -1));
    const [entry, time] = [sorted[next], times[next]];
    if (entry === undefined || time === undefined) break;
    spread.push(entry);
    times.forEach((other, index) => {
      distances[index] = Math.min(distances[index] ?? 0, Math.abs(other - time));
    });
    distances[next] = -1;
  }
  return spread;
}
