/** One live run, from its t = 0 to its end: makes its driver, recorder, merge and timers, and ends them. Times are milliseconds of the run. */

import { Feed } from '../../engines/feed.ts';
import { HOSTS, settingOf } from '../../engines/knobs.ts';
import { causeNumber } from '../../trace/cause.ts';
import { outcomeNumber, Trace } from '../../trace/trace.ts';
import { earlierOf, type RunMessages } from './broker/durable-messages.ts';
import { LIVE_PYTHON } from './live-python.ts';
import type { Blow } from './page/chaos.ts';
import { type MainLoop, mainLoop } from './page/main-loop.ts';
import { PageDriver } from './page/page-driver.ts';
import type { Death } from './page/page-run.ts';
import { Jumps } from './platform/jumps.ts';
import { Timers } from './platform/timers.ts';
import type { WorkerPool } from './pool/worker-pool.ts';
import { AttemptBook } from './record/attempt-columns.ts';
import { putInOrder } from './record/in-order.ts';
import { Merge } from './record/merge.ts';
import { NoRecorder, Recorder } from './record/recorder.ts';
import { isDurable, type RunMemory } from './run-memory.ts';
import { PageLock } from './sync/gil-lock.ts';
import { waitOnPage } from './sync/page-waiter.ts';
import type { Guest } from './tabs/guests.ts';

export interface StartOptions {
  /** The run's t = 0, on `performance.timeOrigin + performance.now()`; several runs may share one. Now, if left out. */
  readonly t0?: number;
  readonly signal?: AbortSignal;
  /** A run that hangs stays open until the signal ends it. */
  readonly keepHung?: boolean;
  readonly onHung?: () => void;
  /** Where the engine's messages outlive the page. */
  readonly durable?: RunMessages | undefined;
  /** The event loop of the page on which it runs; this browser's, if left out. */
  readonly loop?: MainLoop;
}

/** A run under way, and its trace, which grows. */
export interface LiveRun {
  readonly trace: Trace;
  /** Always resolves, whatever became of the tasks; rejects only if the engine itself is wrong. */
  readonly finished: Promise<Trace>;
  /** Brings what workers wrote so far into the trace. Once a frame. */
  refresh(): void;
  /** It has a broker, whose messages can be lost. */
  readonly hasBroker: boolean;
  /** Breaks something in the run, now; false where there is nothing to hit. */
  strike(blow: Blow): boolean;
  /** A machine joins, where the engine has use for one. */
  join(guest: Guest): void;
}

/** Starts a run, of which the workers of `pool` have been told. `record`: whether it writes a trace. `atEnd` is called once the run is over. */
export function startRun(
  runMemory: RunMemory,
  pool: WorkerPool,
  record: boolean,
  atEnd: () => void,
  { t0, signal, keepHung = false, onHung, durable, loop = mainLoop }: StartOptions = {},
): LiveRun {
  const { page } = loop;
  const zero = t0 ?? page.timeOrigin + page.now();
  const { engine, scenario, settings, machine, tasks, gil, roundsPerMs, attempts, inside, locks } = runMemory;
  const { lanes } = engine;
  const base = page.timeOrigin - zero;
  const now = () => page.now() + base;
  const trace = new Trace('measured', engine.id, machine, scenario);
  trace.knowsCauses = true;
  trace.reserve(record ? attempts : 0);
  // A task that is a place of its own waits for its first turn, then for what it must hold.
  if (record && lanes.perTask) trace.waits.reserve(2 * attempts);
  if (roundsPerMs > 0) trace.facts.roundsPerMs = roundsPerMs;
  const recorder = new (record ? Recorder : NoRecorder)(trace, tasks, new AttemptBook(runMemory.book, tasks), lanes);
  durable?.start(zero);
  if (durable?.earlier) trace.facts.earlier = earlierOf(durable.earlier, scenario);
  const feed = new Feed(runMemory.feed);
  const timers = new Timers(page);
  const between = causeNumber(gil ? 'gil' : 'message');
  const merge = new Merge(recorder, runMemory.arena, between, (task, worker) => driver.noteBegan(task, worker));
  let [resolve, reject]: [(trace: Trace) => void, (error: unknown) => void] = [() => {}, () => {}];
  const finished = new Promise<Trace>((...settle) => {
    [resolve, reject] = settle;
  });

  let over = false;
  /** Ends the run, for whatever reason: no timer, listener or turn of it is left. */
  const finish = (stoppedMs?: number, error?: unknown) => {
    if (over) return;
    over = true;
    merge.read();
    jumps.look(loop.lastBurnEnd);
    noteJumps();
    driver.stop();
    timers.clearAll();
    stopBeat();
    stopWatching();
    signal?.removeEventListener('abort', stop);
    if (stoppedMs !== undefined) trace.facts.stoppedMs = stoppedMs;
    recorder.breakOffAll(outcomeNumber('cancelled'), stoppedMs ?? now());
    noteDeaths(trace, driver.deaths);
    if (merge.lost > 0) trace.facts.lostRecords = merge.lost;
    recorder.settleGivers();
    putInOrder(trace);
    trace.trim();
    trace.queued = recorder.queued(waitsForOthers, true);
    trace.totalMs = lastTime(trace);
    trace.nowMs = trace.totalMs;
    if (error === undefined) resolve(trace);
    else reject(error);
    // Ending the workers comes after the promise's listeners, who wait for the trace only.
    queueMicrotask(atEnd);
  };
  const stop = () => finish(now());
  const waitsForOthers = (task: number) => !feed.ready(task);

  const driver = new PageDriver(engine, {
    env: {
      knob: (knob) => settingOf(settings, knob),
      scenario,
      machine,
      python: LIVE_PYTHON,
      taskCount: scenario.tasks.length,
      feed,
      durable,
    },
    recorder,
    merge,
    pool,
    timers,
    surroundings: { memory: runMemory.memory, timers, capacity: attempts + ROOM },
    roundsPerMs,
    manyMachines: engine.manyMachines !== undefined,
    inside,
    hosts: Number(settings[HOSTS.name] ?? 1),
    lock: gil && engine.caller === 'gil' ? new PageLock(gil, settings.switchIntervalMs, waitOnPage(timers)) : undefined,
    locks,
    mainLoop: loop,
    base,
    onEnd: (hung) => {
      if (!hung) return finish();
      if (trace.facts.hung) return;
      trace.facts.hung = true;
      if (!keepHung) return finish();
      onHung?.();
    },
    onError: (error) => finish(undefined, error),
  });

  const jumps = new Jumps(page);
  const noteJumps = () => {
    if (jumps.sumMs !== 0) trace.facts.clockJumpedMs = jumps.sumMs;
  };
  const stopBeat = page.everyBeat((at) => {
    trace.addBeat(at + base);
    jumps.beat(loop.lastBurnEnd);
    noteJumps();
  });
  const stopWatching = page.whenHidden(() => {
    trace.facts.hidden = true;
    jumps.hide();
  });
  if (signal?.aborted) stop();
  else {
    signal?.addEventListener('abort', stop);
    trace.addBeat(now());
    for (const worker of pool.workers) void worker.handle.remote.start(zero);
    if (now() < 0) timers.set(-now(), () => driver.begin());
    else driver.begin();
  }

  return {
    trace,
    finished,
    hasBroker: isDurable(engine),
    strike: (blow) => driver.strike(blow),
    join: (guest) => driver.join(guest),
    refresh: () => {
      if (over) return;
      merge.read();
      trace.nowMs = now();
      trace.queued = recorder.queued(waitsForOthers, false);
      noteDeaths(trace, driver.deaths);
    },
  };
}

/** Items that a shared queue takes beyond one an attempt: an engine's own signals. */
const ROOM = 1024;

function noteDeaths(trace: Trace, deaths: readonly Death[]): void {
  if (deaths.length > 0) trace.facts.deaths = deaths;
}

/** The last time of the run: a task ended, the caller had a result or an exception, or somebody stopped it. */
function lastTime({ spans, facts }: Trace): number {
  let last = Math.max(facts.raisedMs ?? 0, facts.stoppedMs ?? 0);
  const { length } = spans;
  const { end, yielded } = spans.at;
  for (let row = 0; row < length; row++) {
    if (end[row]! > last) last = end[row]!;
    if (yielded[row]! > last) last = yielded[row]!;
  }
  return last;
}
