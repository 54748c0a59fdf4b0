/**
 * Builds the bench pages (every .html here) and serves them on a free port, cross-origin isolated, as the product is.
 * They hold the peers, so they are no part of the product's own build.
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const project = fileURLToPath(new URL('../../../', import.meta.url));
// A profile wants names (`BENCH_PLAIN=1`), and a folder that no bench under way is served from.
const plain = process.env.BENCH_PLAIN === '1';
const outDir = `${project}.cache/bench-pages${plain ? '-plain' : ''}`;
const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
const input = readdirSync(root).filter((name) => name.endsWith('.html'));

const config = {
  configFile: /** @type {const} */ (false),
  root,
  base: './',
  publicDir: /** @type {const} */ (false),
  logLevel: /** @type {const} */ ('error'),
  plugins: [react()],
  worker: { format: /** @type {const} */ ('es') },
  resolve: {
    alias: {
      // Its `exports` name the build for Deno and Bun before the one for browsers.
      'poolifier-web-worker': `${project}node_modules/poolifier-web-worker/browser/mod.js`,
      // Node's own, which async-sema takes and a browser has not.
      events: `${project}node_modules/eventemitter3/index.js`,
    },
  },
};
await build({
  ...config,
  build: {
    target: 'es2023',
    outDir,
    emptyOutDir: true,
    ...(plain && { minify: false }),
    chunkSizeWarningLimit: 10_000,
    rolldownOptions: { input: input.map((name) => `${root}${name}`) },
  },
});
const server = await preview({
  ...config,
  build: { outDir },
  preview: { host: '127.0.0.1', port: 0, headers },
});
const address = server.httpServer.address();
console.log(`Bench pages: http://127.0.0.1:${address.port}/`);
