/**
 * Tasks in virtual time: a process begins an attempt, goes through its segments and ends it, alone or one after another in a
 * chunk. Nothing here knows generators or queues.
 */
import type { TaskNumber } from '../../engines/vocabulary.ts';
import { diesAt, failsAt } from '../../scenario/scenario.ts';
import { causeNumber } from '../../trace/cause.ts';
import { outcomeNumber, type Trace } from '../../trace/trace.ts';
import type { Meter } from './budget.ts';
import type { Gil } from './gil.ts';
import type { Hosts } from './hosts.ts';
import type { Ledger } from './ledger.ts';
import type { Locks, LocksOf } from './locks.ts';
import type { Loop } from './loops.ts';
import { CPU, type Plan, SLEEP } from './plan.ts';
import { BEGIN, BURN_ON, BURNT, type Proc, SLEPT, STEP } from './process.ts';
import type { Rules } from './rules.ts';
import type { Yields } from './yields.ts';

const OK = outcomeNumber('ok');
const FAILED = outcomeNumber('failed');
const KILLED = outcomeNumber('killed');
const RUNNING = outcomeNumber('running');
const CAUSE = {
  gil: causeNumber('gil'),
  loop: causeNumber('loop'),
  core: causeNumber('core'),
  message: causeNumber('message'),
  dependency: causeNumber('dependency'),
};
const TURN = { loop: 1, ready: 3, timer: 4 };

/** A computing stretch counts as having waited for a core from this on (ms): less is rounding. */
const NOTHING = 1e-9;

/** What tasks need of the kernel. */
export interface TaskHost {
  readonly now: number;
  readonly meter: Meter;
  readonly hosts: Hosts<Proc>;
  /** The process goes on after so long. */
  wakeIn(process: Proc, ms: number): void;
  /** The process goes on at `process.due`: no time is handed over. */
  wakeAtDue(process: Proc): void;
  wake(process: Proc): void;
  /** The holder of the GIL computes for `process.work` ms more. */
  burnUnderGil(process: Proc): void;
  /** The process holds the loop or the GIL no longer. */
  leave(process: Proc): void;
  /** The process's generator goes on. */
  step(process: Proc): void;
  /** The process's worker goes away. */
  die(process: Proc): void;
  /** The process began its task. */
  began(process: Proc): void;
}

/** What tasks run on, and how long things take (ms). */
export interface Machinery {
  readonly plan: Plan;
  readonly trace: Trace;
  readonly ledger: Ledger;
  readonly gil: Gil<Proc> | undefined;
  readonly loop: Loop;
  readonly rules: Rules;
  readonly yields: Yields | undefined;
  /** There where any segment has a lock. */
  readonly makeLocks: ((of: Omit<LocksOf, 'python'>) => Locks) | undefined;
  /** How late a sleeper of Python's wakes: what waking a thread costs, most of which is in the start of one as well. */
  readonly wakeUpMs: number;
  /** Half of what a message to a worker and back costs. */
  readonly messageMs: number;
}

export class Tasks {
  readonly #host: TaskHost;
  readonly #on: Machinery;
  /** By process that is to stop in its task: the place in the plan at which it does. */
  readonly #stops = new Map<Proc, number>();

  /** Undefined where no segment has one. */
  readonly #locks: Locks | undefined;

  constructor(host: TaskHost, on: Machinery) {
    this.#host = host;
    this.#on = on;
    const { plan, trace, yields, wakeUpMs } = on;
    const goesOnUnder = (process: Proc) => {
      const next = process.segment + 1;
      const isThere = next < this.#rows(process)[1] && plan.ms[next]! > 0;
      return isThere && plan.lockOf(next) === plan.lockOf(process.segment);
    };
    if (plan.isLocked && on.makeLocks)
      this.#locks = on.makeLocks({ host, trace, yields, machine: trace.machine, wakeUpMs, goesOnUnder });
  }

  /**
   * Does a task, and what comes after it in the process's chunk; true if all has ended already. After so many `segments` the process
   * stops in the task, and goes on with it when it is asked for it again.
   */
  perform(process: Proc, task: TaskNumber, segments: number): boolean {
    if (process.span >= 0) return this.#resume(process, segments) && this.#chunkGoesOn(process);
    if (segments < Number.POSITIVE_INFINITY) this.#stops.set(process, this.#on.plan.first[task]! + segments);
    process.current = task;
    process.askedAt = this.#host.now;
    process.phase = BEGIN;
    const { messageMs } = this.#on;
    if (messageMs > 0 && process.holds === 'core') {
      this.#host.wakeIn(process, messageMs);
      this.#host.leave(process);
      return false;
    }
    if (process.place!.fresh) {
      this.#host.leave(process);
      this.#host.wake(process);
      return false;
    }
    return this.#begin(process) && this.#chunkGoesOn(process);
  }

  /** It goes on with the task in which it had stopped; what it waited for meanwhile were others. */
  #resume(process: Proc, segments: number): boolean {
    const { now } = this.#host;
    if (now > process.from) this.#on.trace.goOnWaiting(process.span, CAUSE.dependency, process.from, now);
    if (segments < Number.POSITIVE_INFINITY) this.#stops.set(process, process.segment + segments);
    return this.#segments(process);
  }

  /** The process has its turn to begin the task that it was asked to do. */
  begin(process: Proc): void {
    if (this.#begin(process)) this.#ended(process);
  }

  /** The process's sleep is over, and it has its turn. */
  slept(process: Proc): void {
    this.#endSegment(process);
    this.#awake(process);
    this.#goOn(process);
  }

  /** The process has computed enough. */
  burnt(process: Proc): void {
    const { trace } = this.#on;
    const { now } = this.#host;
    const { locking } = process;
    if (locking && !this.#locks!.burnt(process)) return;
    this.#endSegment(process);
    if (process.holds !== 'gil' && !locking) {
      const { cores } = this.#host.hosts.of(process);
      // A slowed core is had all the time: what takes longer there is the work, not a wait.
      const had = cores.slowed ? cores.heldMs(now, process) - process.heldFrom : process.work;
      const waited = now - process.from - had;
      if (waited > NOTHING) trace.addWait(process.span, CAUSE.core, process.from, now, waited);
      if (process.holds === 'loop') trace.addTurn(TURN.loop, process.current, process.lane, process.from, now);
    }
    this.#goOn(process);
  }

  /** The process has the GIL again, and goes on with the computing that it was made to interrupt. */
  burnOn(process: Proc): void {
    this.#spanWait(process, process.readyAt);
    process.phase = BURNT;
    if (process.locking) this.#locks!.goOn(process);
    else this.#host.burnUnderGil(process);
  }

  /** The process may try again to get the lock under which it is to compute. */
  locking(process: Proc): void {
    this.#locks!.tryAgain(process);
  }

  /** The process computes for so long (ms), in a task or outside. */
  burn(process: Proc, work: number): void {
    const { now } = this.#host;
    process.phase = BURNT;
    process.work = work;
    process.from = now;
    if (process.holds === 'gil') this.#host.burnUnderGil(process);
    else {
      const { hosts } = this.#host;
      const host = hosts.of(process);
      process.heldFrom = host.cores.heldMs(now);
      host.cores.add(process, now, work);
      hosts.touch(host);
    }
    if (process.holds === 'loop' && !this.#on.rules.loopStalls) this.#host.leave(process);
  }

  /** A process that is there for one task may have got its turn on the loop or under the GIL late. */
  lateTurn(process: Proc): void {
    // Times are looked at last: each one read is an object, and callers take a result a task.
    if (!process.place || process.current >= 0 || !(this.#host.now > process.readyAt)) return;
    // A worker that was woken with a task is there for that one now.
    const task = process.task < 0 && typeof process.value === 'number' ? process.value : process.task;
    if (task < 0) return;
    const { ledger } = this.#on;
    ledger.waited(task, causeNumber(process.place.waitsFor), process.readyAt);
    ledger.waited(task, process.holds === 'gil' ? CAUSE.gil : CAUSE.loop, this.#host.now);
  }

  /** Tells how long the process lay among the loop's timers, and in its ready queue, until its turn now. */
  tellQueues(process: Proc): void {
    const { trace } = this.#on;
    const { now } = this.#host;
    const task = process.current >= 0 ? process.current : process.task;
    if (process.phase === BURNT || task < 0) return;
    const lane = process.place?.perTask ? task : process.lane;
    const { from, readyAt } = process;
    if (process.phase === SLEPT && readyAt > from) trace.addTurn(TURN.timer, task, lane, from, readyAt);
    if (now > readyAt) trace.addTurn(TURN.ready, task, lane, readyAt, now);
  }

  /** The process's attempt ends now, with this outcome. */
  breakOff(process: Proc, outcome: number): void {
    this.#locks?.breakOff(process);
    const { at } = this.#on.trace.segments;
    const row = process.segmentRow;
    if (row >= 0 && Number.isNaN(at.end[row]!)) at.end[row] = this.#host.now;
    this.#on.ledger.end(process, outcome, this.#host.now);
  }

  /** The prediction is cut off while the process is at its task: what goes on goes on up to now. */
  leaveRunning(process: Proc): void {
    if (process.phase === BURN_ON) this.#spanWait(process, process.readyAt);
    else if (process.phase === SLEPT && process.pending) this.#awake(process);
    this.breakOff(process, RUNNING);
  }

  /** The attempt begins; true if it has ended already. */
  #begin(process: Proc): boolean {
    this.#host.meter.step();
    const task = process.current;
    const cause = process.holds === 'core' ? CAUSE.message : process.holds === 'gil' ? CAUSE.gil : CAUSE.loop;
    this.#on.ledger.begin(process, process.place!.perTask ? task : process.lane, cause);
    this.#host.began(process);
    const { plan } = this.#on;
    process.segment = plan.isVaried ? this.#rows(process)[0] : plan.first[task]!;
    return this.#segments(process);
  }

  /** The segments of the attempt that the process does. */
  #rows({ current, span }: Proc): readonly [number, number] {
    const { plan, trace } = this.#on;
    return plan.rowsOf(current, trace.spans.at.attempt[span]!);
  }

  #goOn(process: Proc): void {
    process.segment++;
    if (this.#segments(process)) this.#ended(process);
  }

  /** Goes through the task's segments; true once it has ended. */
  #segments(process: Proc): boolean {
    const { plan } = this.#on;
    let first = plan.first[process.current]!;
    let end = plan.first[process.current + 1]!;
    if (plan.isVaried) [first, end] = this.#rows(process);
    if (process.segment === end) return this.#endSpan(process);
    const stopAt = this.#stops.size === 0 ? -1 : (this.#stops.get(process) ?? -1);
    if (process.segment === stopAt) return this.#stop(process);
    const only = end - first === 1;
    const { trace, loop, wakeUpMs } = this.#on;
    const { now } = this.#host;
    for (; process.segment < end; process.segment++) {
      this.#host.meter.step();
      const ms = plan.ms[process.segment]!;
      if (plan.kind[process.segment] === SLEEP) {
        this.#beginSegment(process, SLEEP, only);
        process.from = now;
        process.due = now + ms;
        process.phase = SLEPT;
        if (process.holds !== 'loop' || !loop.sleep(process))
          if (wakeUpMs === 0) this.#host.wakeAtDue(process);
          else this.#host.wakeIn(process, ms > 0 ? ms + wakeUpMs : 0);
        this.#host.leave(process);
        return false;
      }
      if (ms > 0) {
        this.#beginSegment(process, CPU, only);
        const work = ms / this.#host.hosts.of(process).speed;
        const lock = plan.lockOf(process.segment);
        if (lock === undefined || !this.#locks!.begin(process, lock, work)) this.burn(process, work);
        return false;
      }
      if (only) trace.fillWith(process.span, CPU);
      else trace.addSegment(process.span, CPU, now, now);
      if (process.segment + 1 === stopAt && stopAt < end) {
        process.segment++;
        return this.#stop(process);
      }
    }
    return this.#endSpan(process);
  }

  /** The generator goes on in mid-task. */
  #stop(process: Proc): true {
    this.#stops.delete(process);
    process.from = this.#host.now;
    process.ok = undefined;
    return true;
  }

  /** A task's only stretch needs no row: it fills the span. */
  #beginSegment(process: Proc, kind: number, only: boolean): void {
    const { trace } = this.#on;
    process.segmentRow = only ? -1 : trace.addSegment(process.span, kind, this.#host.now, Number.NaN);
    if (only) trace.fillWith(process.span, kind);
  }

  #endSegment(process: Proc): void {
    if (process.segmentRow >= 0) this.#on.trace.segments.at.end[process.segmentRow] = this.#host.now;
  }

  /** A sleep is over: late by what the system took to wake it, and by what the loop or the GIL kept it waiting. */
  #awake(process: Proc): void {
    const isLate = process.holds !== 'loop' && process.isWokenLate;
    if (isLate) this.#on.trace.goOnWaiting(process.span, CAUSE.core, process.due, process.readyAt);
    if (process.holds !== 'core') this.#spanWait(process, isLate ? process.readyAt : process.due);
  }

  /** Inside its span, from `from` up to now, the process waited for the GIL or the loop. */
  #spanWait(process: Proc, from: number): void {
    const { now } = this.#host;
    if (now > from && process.holds !== 'core' && process.span >= 0)
      this.#on.trace.goOnWaiting(process.span, process.holds === 'gil' ? CAUSE.gil : CAUSE.loop, from, now);
  }

  /** The task's last instruction; false if its process died of it. */
  #endSpan(process: Proc): boolean {
    const { plan, ledger, trace } = this.#on;
    const { now } = this.#host;
    const task = plan.troubled(process.current);
    const mortal = process.place!.mortal;
    const attempt = task === undefined ? 0 : trace.spans.at.attempt[process.span]!;
    const killed = task !== undefined && mortal && diesAt(task, attempt);
    const fails = task !== undefined && (failsAt(task, attempt) || (!mortal && !task.fails && diesAt(task, attempt)));
    ledger.end(process, killed ? KILLED : fails ? FAILED : OK, now);
    process.ok = !fails;
    if (killed) this.#host.die(process);
    return !killed;
  }

  /** A task has ended after its process had been away: the generator hears of it. */
  #ended(process: Proc): void {
    if (!this.#chunkGoesOn(process)) return;
    process.value = process.chunk ? process.chunk.oks : process.ok;
    process.chunk = undefined;
    const { messageMs } = this.#on;
    if (messageMs > 0 && process.holds === 'core') {
      this.#host.wakeIn(process, messageMs);
      this.#host.leave(process);
    } else this.#host.step(process);
  }

  /** After a task: true when there is nothing left of the chunk to do; else the next one has begun. */
  #chunkGoesOn(process: Proc): boolean {
    const { chunk } = process;
    if (process.ok === undefined) {
      process.phase = STEP;
      return true;
    }
    while (chunk) {
      const { tasks, oks } = chunk;
      oks.push(process.ok);
      if (oks.length === tasks.length || (chunk.untilFailure && !process.ok)) break;
      process.current = tasks[oks.length]!;
      process.askedAt = this.#host.now;
      if (!this.#begin(process)) return false;
    }
    process.current = -1;
    process.phase = STEP;
    return true;
  }
}
