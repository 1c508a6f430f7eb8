import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Minutes long, or in need of a browser; `npm run test:faults` and `npm run test:browser` run them.
    exclude: ['test/faults/**/*.fault.test.ts', 'test/browser/**/*.browser.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    pool: 'forks',
    // Loading discord.js and the like anew for each file took a minute of the processor. A file leaves nothing behind.
    isolate: false,
  },
});
