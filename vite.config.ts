import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** What makes `crossOriginIsolated` true, so that workers may share memory. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  base: './',
  plugins: [react()],
  // A worker in which tasks are done has the programs of all live engines in its own file, though the page loads them late.
  worker: { format: 'es', rolldownOptions: { checks: { ineffectiveDynamicImport: false } } },
  // Its files are served as they are; loading them is the Python worker's.
  optimizeDeps: { exclude: ['pyodide'] },
  build: {
    target: 'es2023',
    // What is loaded later needs little beside the page's own file: lists of what to preload would be a part of that file.
    modulePreload: false,
    // What the page needs before its first picture is one file: parts of it that lazy chunks share would be chunks of
    // their own otherwise, a dozen small ones, which compress worse.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'page', tags: ['$initial'] }] } } },
  },
  server: { headers: isolation },
  preview: { headers: isolation },
  test: {
    include: ['test/{unit,property,conformance}/**/*.test.ts'],
    environment: 'node',
    globalSetup: 'test/seed/choose.mjs',
    setupFiles: ['test/seed/use.ts', 'test/seed/load-engines.ts'],
    testTimeout: 60_000,
  },
});
