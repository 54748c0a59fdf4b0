/**
 * The named locks under which segments compute. Such a segment takes its lock for a short stretch, gives it back and takes it again, up
 * to its end; nobody is told of a stretch but those who wait for the lock.
 *
 * - `threading.Lock` since 3.13 (`Python/lock.c`, `Python/parking_lot.c`): whoever finds it taken parks. At each release the first of
 *   the parked is woken. If it came more than 1 ms ago (`TIME_TO_BE_FAIR_NS`) it owns the lock from then on, else whoever comes first
 *   has it, which is the releaser. Under a GIL the woken one has to win that before it can try again.
 * - Before 3.13 nothing is handed over: the releaser takes it again before the woken thread is there. So does `multiprocessing.Lock`.
 * - Free-threaded, holder and waiters run side by side: the lock changes hands 1 ms after a waiter came, or once that has yielded
 *   and parked. While somebody waits and a core is free for him, each stretch costs its holder the waking of others and moved caches.
 *
 * Left out: a woken process that finds the lock taken again waits anew, behind the others (glibc, `sem_waitcommon.c`; futexes wake the first).
 * So of several that wait the first changes with each stretch, and who has the lock at its holder's end turns on how long waking takes.
 * Here it is the first that came.
 *
 * On an event loop, and on lanes with a memory of their own, nobody can want the same lock.
 */
import type { PythonRules } from '../../engines/python-rules.ts';
import type { Machine } from '../../scenario/machine.ts';
import { causeNumber } from '../../trace/cause.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Hosts } from './hosts.ts';
import { Lock, type Locking } from './lock.ts';
import { BURNT, LOCKING, type Proc } from './process.ts';
import type { Yields } from './yields.ts';
import { YIELDS } from './yields.ts';

/** How long a stretch under a lock is (ms): what the recorded programs compute between taking it and giving it back. */
const STRETCH_MS = 0.03;
/** Who has waited for longer than this (ms) is handed the lock. */
const FAIR_MS = 1;
/**
 * What a stretch costs more while others wait for the lock and a core is free for them (ms), where the machine does not say:
 * 171 to 181 ms for 20,000 of them (CPython 3.14.7t, two cores). `public/overlap-calibrate.py` measures it (`contendedMs`).
 */
const CONTENDED_MS = 0.0088;
/** Less than this (ms) is rounding. */
const NOTHING = 1e-9;

const LOCK = causeNumber('lock');
const GIL = causeNumber('gil');
const CORE = causeNumber('core');

/** What locks need of the kernel. */
export interface LockHost {
  readonly now: number;
  readonly hosts: Hosts<Proc>;
  wakeIn(process: Proc, ms: number): void;
  /** The holder of the GIL computes for `process.work` ms more. */
  burnUnderGil(process: Proc): void;
  /** The process holds the GIL no longer. */
  leave(process: Proc): void;
}

/** What locks need to know of the run. */
export interface LocksOf {
  readonly host: LockHost;
  readonly trace: Trace;
  readonly python: Pick<PythonRules, 'locksHandOver' | 'contentionCosts'>;
  readonly yields: Yields | undefined;
  readonly machine: Pick<Machine, 'cores' | 'contendedMs'>;
  /** How late a woken thread goes on (ms). */
  readonly wakeUpMs: number;
  /** Whether the process has the same lock in its next segment. */
  readonly goesOnUnder: (process: Proc) => boolean;
}

export class Locks {
  readonly #of: LocksOf;
  readonly #byName = new Map<string, Lock<Proc>>();

  constructor(of: LocksOf) {
    this.#of = of;
  }

  /** The process is to compute for `work` ms under that lock. False where nobody can want the same lock: it computes as it would without. */
  begin(process: Proc, name: string, work: number): boolean {
    if (process.holds === 'loop' || process.place?.ownMemory) return false;
    let lock = this.#byName.get(name);
    if (!lock) this.#byName.set(name, (lock = new Lock()));
    const { now } = this.#of.host;
    const began = { fromMs: now, cameMs: now, waitsSinceMs: now, contended: false };
    process.locking = { lock, work, left: work, slice: 0, scale: 1, ...began };
    this.#acquire(process);
    return true;
  }

  /** The process has its turn to try again, or has come to the end of its patience, or owns the lock already. */
  tryAgain(process: Proc): void {
    const { host, trace } = this.#of;
    const locking = process.locking!;
    const { lock } = locking;
    if (process.holds === 'gil') {
      trace.goOnWaiting(process.span, LOCK, locking.waitsSinceMs, process.readyAt);
      if (host.now > process.readyAt) trace.goOnWaiting(process.span, GIL, process.readyAt, host.now);
    }
    if (lock.owner === process) this.#compute(process);
    else if (process.holds === 'gil' || !lock.owner) this.#acquire(process);
    else this.#takeFrom(lock.owner, process);
  }

  /** The process has the GIL again, which it had to give up in the midst of a stretch. */
  goOn(process: Proc): void {
    const locking = process.locking!;
    locking.left -= locking.slice - process.work;
    this.#compute(process);
  }

  /** The process has computed what it was to. Gives whether its segment is over. */
  burnt(process: Proc): boolean {
    const locking = process.locking!;
    locking.left -= locking.slice / locking.scale;
    if (locking.left > NOTHING) {
      this.#release(locking.lock);
      locking.cameMs = this.#of.host.now;
      this.#acquire(process);
      return false;
    }
    this.tell(process);
    process.locking = undefined;
    if (this.#handsOver(process) || !this.#of.goesOnUnder(process)) this.#release(locking.lock);
    return true;
  }

  /** What the process has waited in its segment is told, up to now. It is at the segment's end, or is broken off there. */
  tell(process: Proc): void {
    const locking = process.locking;
    if (!locking || process.span < 0) return;
    const { host, trace } = this.#of;
    const { now } = host;
    if (process.holds === 'gil') {
      if (process.waitingOn === locking.lock && now > locking.waitsSinceMs)
        trace.goOnWaiting(process.span, LOCK, locking.waitsSinceMs, now);
      return;
    }
    const waited = now - locking.fromMs - (locking.work - Math.max(0, locking.left));
    if (waited > NOTHING) trace.addWait(process.span, locking.contended ? LOCK : CORE, locking.fromMs, now, waited);
  }

  /** The process computes no more: its segment is broken off. What it owns is never given back. */
  breakOff(process: Proc): void {
    const locking = process.locking;
    if (!locking) return;
    if (process.holds === 'core' && locking.lock.owner === process) this.#interrupt(process);
    this.tell(process);
    process.locking = undefined;
  }

  #handsOver({ place }: Proc): boolean {
    return this.#of.python.locksHandOver && place?.kind === 'thread';
  }

  #acquire(process: Proc): void {
    const { lock } = process.locking!;
    if (lock.owner === undefined || lock.owner === process) {
      lock.owner = process;
      this.#compute(process);
    } else this.#park(process);
  }

  /** It waits until it is woken; side by side with the holder, until it is to be handed the lock. */
  #park(process: Proc): void {
    const { host, yields } = this.#of;
    const locking = process.locking!;
    const { lock } = locking;
    lock.parked.push(process);
    locking.contended = true;
    locking.waitsSinceMs = host.now;
    process.phase = LOCKING;
    process.waitingOn = lock;
    if (process.holds === 'core') {
      this.#rescale(lock.owner!);
      if (this.#handsOver(process)) host.wakeIn(process, Math.max(FAIR_MS, YIELDS * (yields?.nextMs ?? 0)));
    }
    host.leave(process);
  }

  /** The owner of its lock computes: under a GIL up to the end of its stretch, where somebody is parked. */
  #compute(process: Proc): void {
    const { host } = this.#of;
    const locking = process.locking!;
    process.phase = BURNT;
    process.from = host.now;
    process.waitingOn = undefined;
    locking.scale = this.#scaleOf(locking.lock, 1);
    locking.contended ||= locking.scale > 1;
    locking.slice = locking.left * locking.scale;
    if (process.holds === 'gil') {
      if (locking.lock.parked.length > 0 && this.#handsOver(process)) locking.slice = toStretchEnd(locking);
      process.work = locking.slice;
      host.burnUnderGil(process);
      return;
    }
    process.work = locking.slice;
    const machine = host.hosts.of(process);
    process.heldFrom = machine.cores.heldMs(host.now);
    machine.cores.add(process, host.now, locking.slice);
    host.hosts.touch(machine);
  }

  /** The lock is free, or belongs to the first that was parked; that one is woken. */
  #release(lock: Lock<Proc>): void {
    const { host, wakeUpMs } = this.#of;
    lock.owner = undefined;
    const woken = lock.parked.shift();
    if (!woken) return;
    const isFair = host.now - woken.locking!.cameMs > FAIR_MS;
    if (isFair || woken.holds === 'core' || !this.#handsOver(woken)) lock.owner = woken;
    woken.waitingOn = undefined;
    woken.stamp++;
    host.wakeIn(woken, wakeUpMs);
  }

  /** A waiter whose patience is over is handed the lock at the end of its owner's stretch. */
  #takeFrom(owner: Proc, process: Proc): void {
    const { host } = this.#of;
    const { lock } = process.locking!;
    lock.parked.remove(process);
    this.#interrupt(owner);
    lock.owner = process;
    if (owner.locking!.left > NOTHING) {
      owner.locking!.cameMs = host.now;
      this.#compute(process);
      this.#park(owner);
    } else {
      // It was at its end at this moment: that comes first.
      lock.owner = owner;
      lock.parked.pushFront(process);
      process.waitingOn = lock;
      this.#compute(owner);
    }
  }

  /** The owner, which computes on a core, stops. One that was given the lock and is being woken has not begun. */
  #interrupt(owner: Proc): void {
    if (owner.phase !== BURNT) return;
    const { host } = this.#of;
    const locking = owner.locking!;
    const machine = host.hosts.of(owner);
    const left = machine.cores.remove(owner, host.now);
    host.hosts.touch(machine);
    locking.left = left / locking.scale;
  }

  /** Somebody waits now, which costs the owner from now on. */
  #rescale(owner: Proc): void {
    if (owner.phase !== BURNT || owner.holds !== 'core') return;
    const locking = owner.locking!;
    if (this.#scaleOf(locking.lock, 0) === locking.scale) return;
    this.#interrupt(owner);
    if (locking.left > 0) this.#compute(owner);
  }

  /** `more`: how many are about to compute who do not yet. */
  #scaleOf({ parked }: Lock<Proc>, more: number): number {
    const { host, python, machine } = this.#of;
    const { cores, contendedMs = CONTENDED_MS } = machine;
    const isFree = host.hosts.first.cores.computing + more < cores;
    return python.contentionCosts && parked.length > 0 && isFree ? 1 + contendedMs / STRETCH_MS : 1;
  }
}

/** What is left of the stretch that the process is in (ms). */
function toStretchEnd({ work, left }: Locking<Proc>): number {
  const done = work - left;
  const end = (Math.floor(done / STRETCH_MS + 1e-6) + 1) * STRETCH_MS;
  return Math.min(left, end - done);
}
