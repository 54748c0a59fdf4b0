/** The page's side of `sweep-worker.ts`. */
import { type Remote, wrap } from 'comlink';
import type { SweepService } from './sweep-worker.ts';

/** What the sweep asks for predictions. */
export interface SweepApart {
  readonly service: Pick<Remote<SweepService>, 'take' | 'some' | 'limits'>;
  end(): void;
}

/** Starts the worker. It gives itself back at once; calls queue until it is up. `failed` is called if it breaks. */
export function sweepApart(failed: () => void): SweepApart {
  const worker = new Worker(new URL('./sweep-worker.ts', import.meta.url), { type: 'module', name: 'sweep' });
  worker.onerror = (event) => {
    event.preventDefault();
    failed();
  };
  return { service: wrap<SweepService>(worker), end: () => worker.terminate() };
}
