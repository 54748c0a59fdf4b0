/** Computing under a named lock inside a worker: blocks until the lock is there, and logs what was waited for. */
import { causeNumber } from '../../../trace/cause.ts';
import { type Log, WAIT } from '../record/log.ts';
import type { Hold } from '../sync/gil-lock.ts';
import type { NamedLocks } from '../sync/named-locks.ts';
import { DOOMED } from '../sync/worker-state.ts';

const LOCK = causeNumber('lock');
/** A browser takes long to end a worker that sleeps: so often (ms) it looks whether it is to go. */
const LOOK_MS = 50;

/** What a worker has beside its locks. */
export interface LockSetup {
  readonly locks: NamedLocks;
  readonly log: Log;
  readonly state: Int32Array;
  /** The time of the run (ms). */
  readonly now: () => number;
  /** The GIL, where there is one: who waits for a lock lets it go. */
  readonly hold: Hold | undefined;
}

export class TaskLocks {
  readonly #setup: LockSetup;

  constructor(setup: LockSetup) {
    this.#setup = setup;
  }

  /** Before computing under it. */
  take(lock: number): void {
    if (!this.#setup.locks.tryTake(lock)) this.#wait(lock);
  }

  /** Between slices of computing: gives way to who has waited long, and has it back before it goes on. */
  look(lock: number): void {
    const { locks, hold, now } = this.#setup;
    if (!locks.giveWay(lock, now())) return;
    hold?.end();
    this.#wait(lock);
    hold?.begin();
  }

  /** After computing. `again`: the next segment is under the same lock, which its owner keeps where nothing hands it over. */
  release(lock: number, again: boolean): void {
    const { locks } = this.#setup;
    if (!again || locks.handsOver) locks.release(lock);
  }

  #wait(lock: number): void {
    const { locks, log, state, now, hold } = this.#setup;
    const from = now();
    if (locks.queue(lock, from)) return;
    hold?.letGo();
    while (!locks.isGiven && Atomics.load(state, 0) !== DOOMED) locks.sleep(LOOK_MS);
    log.write(WAIT, LOCK, from, now());
    hold?.takeAgain();
  }
}
