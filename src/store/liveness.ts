/** Which engines this page can run for real. */
import type { Engine } from '../engines/engine.ts';

/** What the page has at hand. */
export interface Means {
  readonly workers: boolean;
  /** Shared memory: the page is cross-origin isolated. */
  readonly isolated: boolean;
}

export function meansHere(): Means {
  return { workers: typeof Worker !== 'undefined', isolated: globalThis.crossOriginIsolated === true };
}

/** True, or why this engine cannot run here. */
export function liveness(engine: Engine, means: Means): true | string {
  if (engine.family === 'python') return "a model of Python's scheduler: it is predicted, never run in a browser";
  if (engine.place.lane === 'worker' && !means.workers) return 'this browser has no Web Workers';
  return true;
}

/** Why this value of a knob is of no use here; undefined if it is. */
export function knobTrouble(name: string, value: string, means: Means): string | undefined {
  if (name === 'dispatch' && value === 'shared' && !means.isolated)
    return 'Shared memory needs a cross-origin isolated page, and this one is not.';
  return undefined;
}
