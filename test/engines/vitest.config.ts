/** `npm run test:engines`: the exported programs on the real engines, one after another, since they are timed. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/engines/*.test.ts'],
    environment: 'node',
    setupFiles: ['test/seed/load-engines.ts'],
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
