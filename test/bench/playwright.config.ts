import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import base from '../../playwright.config.ts';

/** Benchmarks print and never fail on a figure; a page for each. */
export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: '*.bench.ts',
  // Its command is given from the project's folder.
  webServer: { ...base.webServer!, cwd: fileURLToPath(new URL('../..', import.meta.url)) },
  outputDir: '../../test-results',
  timeout: 1_200_000,
});
