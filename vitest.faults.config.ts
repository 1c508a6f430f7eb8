import { randomInt } from 'node:crypto';
import { defineConfig } from 'vitest/config';

const MAX_SEED = 2 ** 31;

// Chosen here, so that every file of a run has the same one and the run can be repeated with it.
const seed = process.env.FAULTS_SEED ?? String(randomInt(MAX_SEED));

export default defineConfig({
  test: {
    include: ['test/faults/**/*.fault.test.ts'],
    globalSetup: ['test/faults/support/global-setup.ts'],
    env: { FAULTS_SEED: seed },
    provide: { faultsSeed: seed },
    // One file at a time: what is measured must not be slowed down by another measurement.
    fileParallelism: false,
    pool: 'forks',
    testTimeout: 20 * 60_000,
    hookTimeout: 2 * 60_000,
    reporters: ['verbose'],
  },
});
