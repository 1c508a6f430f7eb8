import type { BuildPhase } from './build-summary.ts';

/** What each phase of a build is called while people wait for it. */
export const BUILD_PHASE_WORDS: Readonly<Record<BuildPhase, string>> = {
  waiting: 'Waiting for the lock of another build',
  reading: 'Reading articles',
  splitting: 'Splitting articles',
  embedding: 'Embedding passages',
  writing: 'Writing the index',
  calibrating: 'Calibrating the confidence',
  asking: 'Asking the questions of questions.jsonl',
};
