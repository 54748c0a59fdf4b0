/** Which engines this page can run for real. */
import type { EngineFacts } from '../../engines/facts.ts';

/** What the page has at hand. */
export interface Means {
  readonly workers: boolean;
  /** Shared memory: the page is cross-origin isolated, and the browser has not taken it away. */
  readonly isolated: boolean;
}

export function meansHere(): Means {
  return {
    workers: typeof Worker !== 'undefined',
    isolated: globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer === 'function',
  };
}

/** How a page gets memory that its workers share. */
export const HOW_TO_ISOLATE =
  'serve the page with the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp, as npm start does';

const NO_WORKERS = 'this browser has no Web Workers';

/** True, or why this engine cannot run here. */
export function liveness(engine: EngineFacts, means: Means): true | string {
  const { live } = engine;
  switch (live.needs) {
    case 'main thread':
      return true;
    case 'workers':
      return means.workers || NO_WORKERS;
    case 'shared memory':
      if (!means.workers) return NO_WORKERS;
      return (
        means.isolated || `${live.because}, which a page has only where it is cross-origin isolated: ${HOW_TO_ISOLATE}`
      );
    case 'nothing here':
      return live.because;
  }
}

/** Why this value of a knob is of no use here; undefined if it is. */
export function knobTrouble(name: string, value: string, means: Means): string | undefined {
  if (name === 'dispatch' && value === 'shared' && !means.isolated)
    return 'Shared memory needs a cross-origin isolated page, and this one is not.';
  return undefined;
}
