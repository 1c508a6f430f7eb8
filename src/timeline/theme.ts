import type { MilestoneKind } from '../milestones/milestone.ts';
import { COLORS } from '../pictures/theme.ts';

export interface KindStyle {
  /** Height of the letters' box, in px. */
  readonly fontPx: number;
  readonly fontWeight: 400 | 600;
  readonly color: string;
  /** Diameter of the mark on the axis, in px. */
  readonly dotPx: number;
  readonly dotColor: string;
  /** A ring instead of a disc. */
  readonly hollow: boolean;
  /** Of a stretch of time. */
  readonly barColor: string;
}

/** Key milestones stand out, dated ones follow, the articles' own dates come last. */
export const KIND_STYLES: Readonly<Record<MilestoneKind, KindStyle>> = {
  key: {
    fontPx: 34,
    fontWeight: 600,
    color: COLORS.heading,
    dotPx: 32,
    dotColor: '#5865f2',
    hollow: false,
    barColor: '#4a53a8',
  },
  dated: {
    fontPx: 28,
    fontWeight: 400,
    color: COLORS.text,
    dotPx: 20,
    dotColor: '#3ba55d',
    hollow: false,
    barColor: '#35704b',
  },
  published: {
    fontPx: 24,
    fontWeight: 400,
    color: COLORS.muted,
    dotPx: 18,
    dotColor: '#a3a9b1',
    hollow: true,
    barColor: '#6d6f78',
  },
};

/** How roomy a picture is. */
export interface Density {
  /** Most lines of a title. */
  readonly maxLines: number;
  /** The article's title under an entry, where it is another one than that of the entry above. */
  readonly showsSource: boolean;
  /** Factor on the space between entries. */
  readonly spacing: number;
  /** Factor on the letters and marks of entries. */
  readonly scale: number;
}

/** From the roomiest to the densest. */
export const DENSITIES: readonly Density[] = [
  { maxLines: 3, showsSource: true, spacing: 1, scale: 1 },
  { maxLines: 3, showsSource: false, spacing: 0.8, scale: 1 },
  { maxLines: 2, showsSource: false, spacing: 0.6, scale: 1 },
  { maxLines: 2, showsSource: false, spacing: 0.4, scale: 0.88 },
  { maxLines: 1, showsSource: false, spacing: 0.6, scale: 1 },
  { maxLines: 1, showsSource: false, spacing: 0.2, scale: 0.8 },
];
