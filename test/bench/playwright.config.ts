import { defineConfig } from '@playwright/test';
import base from '../../playwright.config.ts';

/** Benchmarks print and never fail on a figure; a page for each. */
export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../../test-results',
  timeout: 1_200_000,
});
