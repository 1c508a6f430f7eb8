import { cleanLine } from './clean-line.ts';
import { createDateLabels } from './create-date-labels.ts';
import { measureTime } from './measure-time.ts';
import type { TimelineEntry } from './timeline.ts';
import { titleEntry } from './title-entry.ts';
import { traceStretches, type StretchPart } from './trace-stretches.ts';

/** An entry with what is drawn around it. */
export interface Row {
  readonly entry: TimelineEntry;
  readonly title: string;
  /** The article's title; null where it is the entry's own, or the same as in the row above. */
  readonly source: string | null;
  /** Null where the row above has the same year. */
  readonly year: string | null;
  /** Month, day or end of a range; null where there is none, or the row above has the same one. */
  readonly detail: string | null;
  /** Time since the row above, or since the end of the latest range above, in years. 0 for the first row. */
  readonly yearsBefore: number;
  /** True where the row above has the same date label. */
  readonly inCluster: boolean;
  readonly stretches: readonly StretchPart[];
}

/**
 * Entries, oldest first, as the rows of the picture, in the same order: cleaned texts, labels once a group, and the
 * stretches of ranges. `toldSource` is an article's title that the picture tells above them.
 */
export function arrangeRows(
  entries: readonly TimelineEntry[],
  locale: string,
  toldSource: string | null,
): readonly Row[] {
  const labelDate = createDateLabels(locale);
  const stretches = traceStretches(entries);
  let above: { year: string; detail: string | null; source: string | null } = {
    year: '',
    detail: null,
    source: toldSource,
  };
  let latest = -Infinity;
  return entries.map((entry, index) => {
    const source = cleanLine(entry.sourceTitle);
    const label = labelDate(entry);
    const sameYear = above.year === label.year;
    const inCluster = sameYear && above.detail === label.detail;
    const ownSource = source === cleanLine(entry.title) || source === above.source;
    const yearsBefore = index === 0 ? 0 : Math.max(0, measureTime(entry.date) - latest);
    latest = Math.max(latest, measureTime(entry.dateEnd ?? entry.date));
    above = { ...label, source };
    return {
      entry,
      title: titleEntry(entry),
      source: source === '' || ownSource ? null : source,
      year: sameYear ? null : label.year,
      detail: inCluster ? null : label.detail,
      yearsBefore,
      inCluster,
      stretches: stretches[index] ?? [],
    };
  });
}
