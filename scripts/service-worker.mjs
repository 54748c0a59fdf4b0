/** A plugin of Vite's that puts the service worker beside the built page: bundled by itself, with the list of all files in it. */
import { join } from 'node:path';

const BUNDLED = '.cache/service-worker';
/** Python's WebAssembly is 10 MB. */
const MOST_BYTES = 32e6;

/**
 * @param {{ source: string, name: string }} options `source`: its file; `name`: what it is called beside the page
 * @returns {import('vite').Plugin}
 */
export function serviceWorker({ source, name }) {
  let out = 'dist';
  return {
    name: 'overlap:service-worker',
    apply: 'build',
    configResolved(config) {
      out = config.build.outDir;
    },
    closeBundle: {
      sequential: true,
      order: 'post',
      async handler() {
        // Tests read this file, too, and have no need of either.
        const [{ build }, { injectManifest }] = await Promise.all([import('vite'), import('workbox-build')]);
        await build({
          configFile: false,
          publicDir: false,
          logLevel: 'error',
          define: { 'process.env.NODE_ENV': '"production"' },
          build: {
            outDir: BUNDLED,
            emptyOutDir: true,
            target: 'es2023',
            rolldownOptions: { input: source, output: { format: 'iife', entryFileNames: name } },
          },
        });
        const { warnings } = await injectManifest({
          swSrc: join(BUNDLED, name),
          swDest: join(out, name),
          globDirectory: out,
          globPatterns: ['**/*'],
          globIgnores: [name],
          maximumFileSizeToCacheInBytes: MOST_BYTES,
          // These have a hash of what is in them in their names.
          dontCacheBustURLsMatching: /^assets\//,
        });
        for (const warning of warnings) this.warn(warning);
      },
    },
  };
}
