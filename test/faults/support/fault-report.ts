import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { IS_QUICK, SEED } from './fault-run.ts';

/** One row of README's table. Zero times: it was skipped, and `note` tells why. */
export interface FaultResult {
  /** The part of the promise that was tried. */
  readonly section: 'index' | 'replies' | 'load' | 'bad intentions' | 'nothing silent';
  /** What was done, in plain words, such as "SIGKILL at a random point of a build". */
  readonly fault: string;
  /** How often. */
  readonly times: number;
  /** How many of them lost something: a question, an index, a reply twice. */
  readonly lost: number;
  /** What was measured beside it, such as "slowest first response 1.2 s". @default none */
  readonly note?: string;
}

/** A line of the report. */
export interface FaultLine extends FaultResult {
  readonly seed: number;
  readonly quick: boolean;
  /** ISO 8601, in UTC. */
  readonly at: string;
}

/** Where the lines of the last run are: `FAULTS_REPORT`, or a file in the data folder. */
export const REPORT_PATH =
  process.env.FAULTS_REPORT ?? join(import.meta.dirname, '../../../data/faults/report.jsonl');

/** Adds a line. To be called before the expectations, so that a fault that loses something is in the report, too. */
export function recordFault(result: FaultResult): void {
  const line: FaultLine = { ...result, seed: SEED, quick: IS_QUICK, at: new Date().toISOString() };
  mkdirSync(dirname(REPORT_PATH), { recursive: true });
  appendFileSync(REPORT_PATH, `${JSON.stringify(line)}\n`);
}

/** Takes the lines of an earlier run away. */
export function clearReport(): void {
  rmSync(REPORT_PATH, { force: true });
}

/** The lines so far, in the order in which they came. */
export function loadReport(): readonly FaultLine[] {
  if (!existsSync(REPORT_PATH)) return [];
  return readFileSync(REPORT_PATH, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as FaultLine);
}

/** The parts in the order of README. */
const SECTIONS: readonly FaultResult['section'][] = [
  'index',
  'replies',
  'load',
  'bad intentions',
  'nothing silent',
];

/** The lines as a table in Markdown, by part; what was not tried says so, and why. */
export function renderReport(lines: readonly FaultResult[]): string {
  const rows = SECTIONS.flatMap((section) => {
    return lines
      .filter((line) => line.section === section)
      .map((line, index) => {
        const { fault, times, lost, note = '' } = line;
        const cells = isSkipped(line)
          ? [
              '–',
              '–',
              note.startsWith('skipped') ? note : `skipped: ${note === '' ? 'no reason given' : note}`,
            ]
          : [times.toLocaleString('en'), lost.toLocaleString('en'), note];
        return `| ${[index === 0 ? section : '', fault, ...cells].map(escapeCell).join(' | ')} |`;
      });
  });
  return [
    '| part | what was done | times | lost | measured |',
    '| --- | --- | ---: | ---: | --- |',
    ...rows,
  ].join('\n');
}

/** What makes a run fail, whatever its tests said: every line that lost something. Empty where nothing was lost. */
export function listLosses(lines: readonly FaultResult[]): readonly string[] {
  return lines
    .filter(({ lost }) => lost > 0)
    .map(
      ({ section, fault, times, lost }) =>
        `${section}: ${fault}: ${lost.toString()} of ${times.toString()} lost`,
    );
}

function isSkipped({ times, lost }: FaultResult): boolean {
  return times === 0 && lost === 0;
}

function escapeCell(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}
