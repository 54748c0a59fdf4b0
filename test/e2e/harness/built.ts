/** Builds a harness page as the product is built and serves it: pages with React are not served as sources. */
import react from '@vitejs/plugin-react';
import { build, type InlineConfig, preview } from 'vite';

export interface Built {
  /** The page's address, with a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/** `root`: the folder of its index.html. */
export async function serveBuilt(root: string): Promise<Built> {
  const outDir = new URL(`../../../.cache/${root.replaceAll('/', '-')}`, import.meta.url).pathname;
  const common: InlineConfig = {
    configFile: false,
    root,
    base: './',
    logLevel: 'error',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: 'es2023' },
    worker: { format: 'es' },
  };
  await build(common);
  const server = await preview({ ...common, preview: { host: '127.0.0.1', port: 0 } });
  return { url: server.resolvedUrls!.local[0]!, close: () => server.close() };
}
