/** `npm run test:firefox`: the core in a second browser, one test after another, since they are timed. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/firefox/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 150_000,
    hookTimeout: 60_000,
  },
});
