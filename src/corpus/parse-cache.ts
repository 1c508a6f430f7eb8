import type { ParsedFile, RejectionReason } from './rejected-file.ts';

/** What came of files that were read before. It may forget anything at any time, but never gives anything else. */
export interface ParseCache {
  /** Undefined where the file is not known. Never throws. */
  load(articleId: string, sha256: string): Promise<ParsedFile | undefined>;
  /** Never throws: what cannot be kept is read again. */
  save(articleId: string, sha256: string, parsed: ParsedFile): Promise<void>;
}

/** Reasons that may depend on how busy the machine was: such files get another chance each time. */
const PASSING_REASONS: ReadonlySet<RejectionReason> = new Set([
  'timeout',
  'out-of-memory',
  'unreadable',
  'unparsable',
]);

/** Whether reading the same bytes again is sure to give the same. */
export function isLasting({ rejected }: ParsedFile): boolean {
  return rejected === undefined || !PASSING_REASONS.has(rejected.reason);
}
