import type { DayCounts } from '../gap-report.ts';

export interface WeekPicture {
  readonly png: Uint8Array;
  /** For screen readers; under 1,024 UTF-16 units, the limit of Discord for the description of an attachment. */
  readonly altText: string;
}

/** What a picture of a week is drawn from: seven days, the latest last. */
export type Week = readonly DayCounts[];
