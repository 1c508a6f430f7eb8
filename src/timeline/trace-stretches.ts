import type { MilestoneKind } from '../milestones/milestone.ts';
import type { TimelineEntry } from './timeline.ts';

/**
 * The part of a range's stretch that runs through one row. Lane 0 is the axis, the others lie beside it.
 *
 * ```
 *   ●  starts          the row of the range
 *   ┃
 *   ┃● neither         a row within it
 *   ┃
 *   ┃● ends            the last row within it
 * ```
 */
export interface StretchPart {
  readonly lane: number;
  readonly kind: MilestoneKind;
  readonly starts: boolean;
  readonly ends: boolean;
}

/** Stretches that run side by side. A range that finds no lane has its label only. */
export const MAX_LANES = 4;

/** For each of the entries, oldest first, the parts of stretches in its row. */
export function traceStretches(entries: readonly TimelineEntry[]): readonly (readonly StretchPart[])[] {
  const rows: StretchPart[][] = entries.map(() => []);
  entries.forEach(({ dateEnd, kind }, first) => {
    if (dateEnd === null) return;
    let last = first;
    while (last + 1 < entries.length && isWithin(entries[last + 1]?.date ?? '', dateEnd)) last += 1;
    const taken = new Set(rows[first]?.map(({ lane }) => lane));
    const lane = [...Array(MAX_LANES).keys()].find((free) => !taken.has(free));
    if (lane === undefined) return;
    for (let row = first; row <= last; row += 1) {
      rows[row]?.push({ lane, kind, starts: row === first, ends: row === last });
    }
  });
  return rows;
}

/** True where the date starts no later than the last year, month or day of the range. */
function isWithin(date: string, dateEnd: string): boolean {
  return date.slice(0, dateEnd.length) <= dateEnd;
}
