/** Which engines this page can run for real. */
import type { Engine } from '../../engines/engine.ts';

/** What the page has at hand. */
export interface Means {
  readonly workers: boolean;
  /** Shared memory: the page is cross-origin isolated. */
  readonly isolated: boolean;
}

export function meansHere(): Means {
  return { workers: typeof Worker !== 'undefined', isolated: globalThis.crossOriginIsolated === true };
}

/** How a page gets memory that its workers share. */
export const HOW_TO_ISOLATE =
  'serve the page with the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp, as npm start does';

/** True, or why this engine cannot run here. */
export function liveness(engine: Engine, means: Means): true | string {
  if (engine.place.cpu === 'loop') return true;
  if (!means.workers) return 'this browser has no Web Workers';
  if (engine.place.cpu === 'gil' && !means.isolated)
    return `its GIL is a lock in shared memory, which a page has only where it is cross-origin isolated: ${HOW_TO_ISOLATE}`;
  return true;
}

/** Why this value of a knob is of no use here; undefined if it is. */
export function knobTrouble(name: string, value: string, means: Means): string | undefined {
  if (name === 'dispatch' && value === 'shared' && !means.isolated)
    return 'Shared memory needs a cross-origin isolated page, and this one is not.';
  return undefined;
}
