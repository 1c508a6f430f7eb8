import type { BuildOutcome, BuildSummary } from './build-summary.ts';
import { renderCalibration } from './calibration/summarize-calibration.ts';
import type { Changes } from './plan-build.ts';
import { explainBelowFloor, renderQuestions } from './questions/render-questions.ts';

const COLUMNS = ['added', 'changed', 'removed', 'unchanged'] as const satisfies readonly (keyof Changes)[];

const HEADLINES: Readonly<Record<BuildOutcome, string>> = {
  built: 'The index is built.',
  'up-to-date': 'The index is up to date; nothing was written.',
  'dry-run': 'This was a dry run; nothing was written.',
  rejected: 'Files of the corpus cannot be indexed, so nothing was written (--strict).',
  'below-floor': 'The index is as it was.',
};

/** What a build did, in plain text of several lines. Holds paths as they are: strip control characters to show it. */
export function renderBuildSummary(summary: BuildSummary): string {
  const { outcome, generation, damage, articles, passages, milestones, questions, rejected } = summary;
  return [
    ...(damage === null ? [] : [`The index that was there could not be used: ${damage}`]),
    outcome === 'below-floor' && questions !== null ? explainBelowFloor(questions) : HEADLINES[outcome],
    ...(generation === null ? [] : [`Current generation: ${generation}`]),
    '',
    renderRow('', COLUMNS),
    renderRow('Articles', pick(articles)),
    renderRow('Passages', pick(passages)),
    '',
    `Milestones: ${milestones}`,
    renderSpeed(summary),
    ...(outcome === 'built' || outcome === 'up-to-date' ? [renderCalibration(summary.calibration)] : []),
    ...(questions === null ? [] : ['', ...renderQuestions(questions)]),
    ...(rejected.length === 0 ? [] : ['', `Left out: ${countFiles(rejected.length)}`]),
    ...rejected.map(({ path, line, reason, message }) => {
      const place = line === null ? path : `${path}:${line}`;
      return `  ${place}: ${reason}: ${message}`;
    }),
  ].join('\n');
}

function renderSpeed({ outcome, embedded, reused, seconds, passagesPerSecond }: BuildSummary): string {
  const verb = outcome === 'dry-run' ? 'To embed' : 'Embedded';
  const rate = passagesPerSecond === null ? '' : `, ${passagesPerSecond.toFixed(1)} passages per second`;
  return `${verb}: ${embedded} passages, reused: ${reused}. Took ${seconds.toFixed(1)} s${rate}.`;
}

function renderRow(name: string, cells: readonly (string | number)[]): string {
  return [name.padEnd(8), ...cells.map((cell) => String(cell).padStart(10))].join('').trimEnd();
}

function pick(changes: Changes): readonly number[] {
  return COLUMNS.map((column) => changes[column]);
}

function countFiles(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}
