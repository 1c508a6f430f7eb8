/** A package of `node_modules/` or of package-lock.json. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** Such as `node_modules/ws`. */
  readonly path: string;
  /** What it says of its licence, as it says it; null for nothing. */
  readonly licence: string | null;
  /** Whether only development needs it. A package that package-lock.json does not know counts as production. */
  readonly isDevelopment: boolean;
  /** False for one that only other systems install: all that is known of it stands in package-lock.json. */
  readonly isInstalled: boolean;
}
