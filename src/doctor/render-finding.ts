import type { Finding } from './finding.ts';

const WIDTHS = { status: 8, check: 14 } as const;

/** One line for what was found and, where there is something to do, one below it. Holds names of others as they are. */
export function renderFinding({ check, status, message, mend }: Finding): string {
  const line = `${status.padEnd(WIDTHS.status)} ${check.padEnd(WIDTHS.check)} ${message}`;
  return mend === null ? line : `${line}\n${' '.repeat(WIDTHS.status + WIDTHS.check + 2)}→ ${mend}`;
}

/** How the whole ended, in one line. */
export function renderVerdict(findings: readonly Finding[]): string {
  const count = (status: Finding['status']): number =>
    findings.filter((finding) => finding.status === status).length;
  const [failures, warnings] = [count('failure'), count('warning')];
  if (failures + warnings === 0) return 'All is well.';
  const name = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
  return `${name(failures, 'failure')}, ${name(warnings, 'warning')}.`;
}
