/** `npm run test:firefox`: the core in a second browser, one test after another, since they are timed. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/firefox/*.test.ts'],
    // It needs what `npm run models -- replay` has left, and says how many programs.
    exclude: process.env.PROGRAMS ? [] : ['test/firefox/replay.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 150_000,
    hookTimeout: 60_000,
  },
});
