/** What the timeline makes of each cause of waiting: which mark it has, and its words. */
import { WAIT_CAUSES, type WaitCause } from '../../../trace/trace.ts';

/** `place`: a line between caps. `compute`: dashes. `thin`: a line of one pixel. */
export type WaitMark = 'place' | 'compute' | 'thin';

interface CauseLook {
  readonly mark: WaitMark;
  /** After `waits for` and `waited for`. */
  readonly what: string;
}

const LOOKS: Record<WaitCause, CauseLook> = {
  turn: { mark: 'place', what: 'its turn' },
  worker: { mark: 'place', what: 'a worker' },
  slot: { mark: 'place', what: 'a slot' },
  permit: { mark: 'place', what: 'a permit' },
  thread: { mark: 'place', what: 'a thread' },
  dependency: { mark: 'place', what: 'other tasks' },
  gil: { mark: 'compute', what: 'the GIL' },
  loop: { mark: 'compute', what: 'the event loop' },
  core: { mark: 'compute', what: 'a core' },
  lock: { mark: 'compute', what: 'a lock' },
  message: { mark: 'thin', what: 'a message' },
  'start-up': { mark: 'thin', what: 'start-up' },
};

/** By the cause's number in the trace's columns. */
export const CAUSE_LOOKS: readonly CauseLook[] = WAIT_CAUSES.map((cause) => LOOKS[cause]);
