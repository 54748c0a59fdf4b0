/** Frames and idle time of the page, or timers where it has none (a hidden page, tests). */

/** Calls back in the next frame; a hidden page has no frames, so there after 100 ms. Gives what cancels it. */
export function nextFrame(call: () => void): () => void {
  if (typeof requestAnimationFrame === 'undefined' || document.hidden) {
    const timer = setTimeout(call, typeof document === 'undefined' ? 0 : 100);
    return () => clearTimeout(timer);
  }
  const frame = requestAnimationFrame(call);
  return () => cancelAnimationFrame(frame);
}

/** Calls back in a task of its own: what waits to be answered, and a frame that is due, may come before it. Gives what cancels it. */
export function nextTask(call: () => void): () => void {
  // Timers that follow each other are held back for 4 ms, messages are not; without a page there is nothing to draw between.
  if (typeof document === 'undefined') {
    const timer = setTimeout(call, 0);
    return () => clearTimeout(timer);
  }
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    call();
  };
  port2.postMessage(null);
  return () => port1.close();
}

/** Resolves once the page has drawn what it shows by now. */
export function drawn(): Promise<void> {
  return new Promise((resolve) => nextFrame(() => nextTask(resolve)));
}

/** Calls back when the page has nothing better to do, within half a second. Gives what cancels it. */
export function whenIdle(call: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(call, 30);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(call, { timeout: 500 });
  return () => cancelIdleCallback(idle);
}

/** Resolves when the page has nothing better to do, within half a second. */
export const idle = (): Promise<void> => new Promise((resolve) => whenIdle(resolve));

/** Runs `call` at most once a frame, however often it is asked for. */
export function oncePerFrame(call: () => void): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    nextFrame(() => {
      waiting = false;
      call();
    });
  };
}
