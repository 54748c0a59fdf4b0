import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { PAGE_FILES, WORKER_FILES } from './scripts/page-files.mjs';
import { serviceWorker } from './scripts/service-worker.mjs';
import { lessonTable } from './src/learn/table.ts';
import { CONTENT_SECURITY_POLICY, HEADERS, ISOLATION } from './src/offline/headers.ts';
import { SERVICE_WORKER } from './src/offline/talk.ts';

/** For hosts that cannot set headers: the page says its policy itself. While developing, Vite needs scripts that it would forbid. */
const policyInPage: Plugin = {
  name: 'overlap:policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY },
      injectTo: 'head-prepend',
    },
  ],
};

/** As `use-media.ts` has it. */
const NARROW = '(max-width: 719.98px)';

/**
 * The first picture stands in the document, and needs the styles only: they come before the script. Each file of the script has a tag, so the
 * browser takes each in in a task of its own: what the page knows, then its beginning. What narrow pages show first is a file of its own,
 * and they ask for it beside those, not after them.
 */
const firstPicture: Plugin = {
  name: 'overlap:first-picture',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const first = chunks.find(({ isEntry }) => isEntry)!;
      const narrow = chunks.find(({ name }) => name === 'phone');
      if (!narrow) throw new Error('src/ui/modes/Phone.tsx is no file of its own any more');
      const before = first.imports;
      const names = [narrow.fileName, ...narrow.imports].filter(
        (name) => name !== first.fileName && !before.includes(name),
      );
      const script = '<script type="module" ';
      if (!html.includes(script)) throw new Error("the document does not name the page's script as it did");
      const low = `${script}fetchpriority="low" `;
      const earlier = before.map((name) => `${low}crossorigin src="./${name}"></script>\n    `);
      return {
        html: html.replace(script, `${earlier.join('')}${low}`),
        tags: names.map((name) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', fetchpriority: 'low', crossorigin: '', media: NARROW, href: `./${name}` },
          injectTo: 'head',
        })),
      };
    },
  },
};

/** `overlap.lessons` is a list from the first moment, and lessons load with Learn: their names come with the page, as data. */
const lessonsInPage: Plugin = {
  name: 'overlap:lessons',
  transformIndexHtml: () => [
    { tag: 'script', attrs: { type: 'application/json', id: 'lessons' }, children: tableText(), injectTo: 'body' },
  ],
};

/** As JSON in which no tag can end. */
const tableText = (): string => JSON.stringify(lessonTable()).replaceAll('<', '\\u003c');

export default defineConfig({
  base: './',
  plugins: [
    react(),
    policyInPage,
    firstPicture,
    lessonsInPage,
    serviceWorker({ source: 'src/offline/service-worker.ts', name: SERVICE_WORKER }),
  ],
  // A worker in which tasks are done has the programs of all live engines in its own file, though the page loads them late.
  worker: {
    format: 'es',
    rolldownOptions: {
      checks: { ineffectiveDynamicImport: false },
      output: { codeSplitting: { groups: WORKER_FILES } },
    },
  },
  // Its files are served as they are; loading them is the Python worker's.
  optimizeDeps: { exclude: ['pyodide'] },
  build: {
    target: 'es2023',
    // What is loaded later needs little beside the page's own file: lists of what to preload would be a part of that file.
    modulePreload: false,
    rolldownOptions: { output: { codeSplitting: { groups: PAGE_FILES } } },
  },
  server: { headers: { ...ISOLATION } },
  preview: { headers: { ...HEADERS } },
  test: {
    include: ['test/{unit,property,conformance}/**/*.test.ts'],
    environment: 'node',
    globalSetup: 'test/seed/choose.mjs',
    setupFiles: ['test/seed/use.ts', 'test/seed/load-engines.ts'],
    testTimeout: 60_000,
  },
});
