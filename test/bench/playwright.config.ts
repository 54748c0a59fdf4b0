import { fileURLToPath } from 'node:url';
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import base from '../../playwright.config.ts';

type Server = Exclude<PlaywrightTestConfig['webServer'], readonly unknown[] | undefined>;
const cwd = fileURLToPath(new URL('../..', import.meta.url));

/** Benchmarks print and never fail on a figure; a page for each measurement. */
export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: '*.bench.ts',
  use: { ...base.use!, trace: 'off' },
  // Their commands are given from the project's folder.
  webServer: [
    { ...(base.webServer as Server), cwd },
    {
      command: 'node test/bench/pages/serve.mjs',
      cwd,
      wait: { stdout: /Bench pages: http:\/\/127\.0\.0\.1:(?<bench_port>\d+)\// },
      timeout: 180_000,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 2_000 },
    },
  ],
  outputDir: '../../test-results',
  timeout: 3_600_000,
});
