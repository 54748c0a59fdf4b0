/** Real threads for tests of what lies in shared memory: each runs a file of this folder, with data of its own. */
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build, type Rolldown } from 'vite';

/** Bundles `name`.ts of this folder, starts it in a thread for each item of `data`, and gives what the threads sent, in that order. */
export async function runThreads<T>(name: string, data: readonly unknown[]): Promise<T[]> {
  const code = await bundle(name);
  const url = new URL(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
  return Promise.all(
    data.map(
      (workerData) =>
        new Promise<T>((resolve, reject) => {
          const worker = new Worker(url, { workerData });
          worker.once('message', (sent: T) => {
            resolve(sent);
            void worker.terminate();
          });
          worker.once('error', reject);
        }),
    ),
  );
}

async function bundle(name: string): Promise<string> {
  const built = (await build({
    configFile: false,
    publicDir: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: fileURLToPath(new URL(`./${name}.ts`, import.meta.url)), formats: ['es'] },
      rolldownOptions: { external: [/^node:/] },
    },
  })) as Rolldown.RolldownOutput[];
  return built[0]!.output[0].code;
}
