/** Work on the page in slices that fit into a frame, so that input is answered and pictures are drawn between them. */
import { nextTask } from './frames.ts';

/** Milliseconds. A step that takes longer is a slice of its own. */
const SLICE_MS = 8;

/** Takes the steps one after another, from the next task on, or when else `soon` has one begin. Gives what leaves out those not begun. */
export function inTimeSlices(
  steps: readonly (() => void)[],
  soon: (call: () => void) => () => void = nextTask,
): () => void {
  let begun = 0;
  let cancel = soon(slice);
  function slice(): void {
    const from = performance.now();
    while (begun < steps.length && performance.now() - from < SLICE_MS) steps[begun++]!();
    if (begun < steps.length) cancel = soon(slice);
  }
  return () => cancel();
}
