/** Serves the harness pages by Vite, with or without what makes them cross-origin isolated. */
import { createServer, type ViteDevServer } from 'vite';

const ISOLATION = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

export async function serveHarness(isolated: boolean): Promise<Served> {
  const server: ViteDevServer = await createServer({
    configFile: false,
    root: process.cwd(),
    cacheDir: `node_modules/.vite-harness-${isolated}`,
    logLevel: 'error',
    // Found in mid-run, it would reload the page.
    optimizeDeps: { noDiscovery: true, include: ['comlink'] },
    worker: { format: 'es' },
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null, headers: isolated ? ISOLATION : {} },
  });
  await server.listen();
  const address = server.httpServer!.address();
  if (typeof address !== 'object' || !address) throw new Error('The harness server has no port');
  return { url: `http://127.0.0.1:${address.port}/test/e2e/harness/live.html`, close: () => server.close() };
}
