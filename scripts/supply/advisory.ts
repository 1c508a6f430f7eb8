/** From the least to the most serious. */
export const SEVERITIES = ['info', 'low', 'moderate', 'high', 'critical'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** A known flaw of an installed package. */
export interface Advisory {
  /** Such as `GHSA-xxxx-xxxx-xxxx`, or the number that the registry gives it. */
  readonly id: string;
  readonly package: string;
  readonly severity: Severity;
  readonly title: string;
  readonly url: string;
  /** Versions that have it. */
  readonly versions: string;
  /** Where the package lies, such as `node_modules/ws`. */
  readonly places: readonly string[];
  /** What mends it: an update within the ranges of package.json, a version beyond them, or nothing yet. */
  readonly mend: 'update' | 'none' | { readonly package: string; readonly version: string };
}
