import type { CalendarDate, MilestoneKind } from '../milestones/milestone.ts';

/** A milestone as the picture shows it. Texts are untrusted and may be of any length. */
export interface TimelineEntry extends CalendarDate {
  readonly kind: MilestoneKind;
  readonly title: string;
  /** Title of the article that it comes from. */
  readonly sourceTitle: string;
  /** Number of the footnote that belongs to it beside the picture, from 1. */
  readonly footnote?: number;
}

export interface TimelineOptions {
  /**
   * What stands above the picture, on one line.
   * @default 'Timeline'
   */
  readonly heading?: string;
  /**
   * BCP 47 tag for the names and the order of days and months. In the picture, a locale whose letters the fonts
   * lack (Chinese, Hindi, Japanese, Korean, Thai …) is replaced by the default.
   * @default 'en-GB'
   */
  readonly locale?: string;
  /**
   * Most entries that are drawn, from 1 to 40.
   * @default 40
   */
  readonly maxEntries?: number;
}

/** A timeline as a picture. */
export interface Timeline {
  /** Letters are outlines in it: it looks the same on a machine without fonts. */
  readonly svg: string;
  readonly png: Uint8Array;
  /** In px; 1100. Meant to be readable at half of that. */
  readonly width: number;
  /** In px; under 4,000. */
  readonly height: number;
  /** For screen readers; at most 1,024 UTF-16 units, the limit of Discord for the description of an attachment. */
  readonly altText: string;
  /** How many entries are drawn. */
  readonly shown: number;
  /** How many entries were left out. */
  readonly omitted: number;
}
