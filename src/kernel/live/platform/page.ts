/**
 * What a run takes from the page that it runs on: a clock, timers, macrotasks, frames, visibility, and computing. All of a run's
 * code on the main thread takes them from here, so that a test can give it a page whose clock is not real.
 */
import { burn } from './burn.ts';
import { everyBeat } from './heartbeat.ts';

export interface Page {
  /** When this page's clock was at 0 (ms since the epoch). */
  readonly timeOrigin: number;
  /** Milliseconds since `timeOrigin`. */
  now(): number;
  /** Milliseconds since the epoch, by the computer's calendar: it jumps where somebody sets it, or where `now` stood still because the computer slept. */
  calendar(): number;
  /** Calls back after `ms` or later, never before; gives the timer's number. */
  setTimer(ms: number, callback: () => void): number;
  clearTimer(timer: number): void;
  /** Gives a function that has `callback` called soon, in a macrotask of its own. */
  macrotasks(callback: () => void): () => void;
  /** Calls back with `now` about once a frame, until the function that it gives is called. */
  everyBeat(listener: (now: number) => void): () => void;
  /** Calls back when the page is hidden (at once if it is), until the function that it gives is called. */
  whenHidden(listener: () => void): () => void;
  /** Computes `ms` of work at a rate of `roundsPerMs`, and returns when that is done. */
  burn(ms: number, roundsPerMs: number): void;
}

/** `setTimeout` takes no more. */
const LONGEST_MS = 2 ** 31 - 1;
/** The rounding of a sum of times is no reason to wait a millisecond longer. */
const ROUNDING_MS = 1e-6;

/** The page in this browser. */
export const browserPage: Page = {
  get timeOrigin() {
    return performance.timeOrigin;
  },
  now: () => performance.now(),
  calendar: () => Date.now(),
  // Browsers cut off fractions of a millisecond, so they are rounded up.
  setTimer: (ms, callback) => window.setTimeout(callback, Math.min(Math.ceil(ms - ROUNDING_MS), LONGEST_MS)),
  clearTimer: (timer) => window.clearTimeout(timer),
  // A timer would add its clamp of 4 ms.
  macrotasks: (callback) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = callback;
    return () => channel.port2.postMessage(null);
  },
  everyBeat,
  whenHidden: (listener) => {
    const look = () => {
      if (document.visibilityState === 'hidden') listener();
    };
    document.addEventListener('visibilitychange', look);
    look();
    return () => document.removeEventListener('visibilitychange', look);
  },
  burn,
};
