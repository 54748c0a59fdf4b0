/** When the main thread is alive, about once a frame: one heartbeat for all runs at once. */

/** Without frames (a hidden page) a beat comes at least so often (ms), or as often as the browser lets timers. */
const FALLBACK_MS = 50;
/** Beats closer together than this (ms) are one. */
const CLOSE_MS = 8;

const listeners = new Set<(now: number) => void>();
let frame = 0;
let interval = 0;
let last = 0;

function beat(): void {
  const now = performance.now();
  if (now - last < CLOSE_MS) return;
  last = now;
  for (const listener of listeners) listener(now);
}

function onFrame(): void {
  beat();
  frame = requestAnimationFrame(onFrame);
}

/** Calls back at every beat with `performance.now()`, until the function that it gives is called. */
export function everyBeat(listener: (now: number) => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    frame = requestAnimationFrame(onFrame);
    interval = window.setInterval(beat, FALLBACK_MS);
  }
  return () => {
    if (!listeners.delete(listener) || listeners.size > 0) return;
    cancelAnimationFrame(frame);
    window.clearInterval(interval);
  };
}
