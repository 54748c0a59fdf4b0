/** Live runs: what the store and `window.overlap.run` use. Times are milliseconds from the run's t = 0 unless said otherwise. */
import type { Engine } from '../../engines/engine.ts';
import { Feed, feedColumns } from '../../engines/feed.ts';
import { settle } from '../../engines/knobs.ts';
import type { Machine } from '../../scenario/machine.ts';
import { computes, type Scenario } from '../../scenario/scenario.ts';
import { causeNumber, outcomeNumber, Trace } from '../../trace/trace.ts';
import { calibrate } from './calibrate.ts';
import { baseFrom } from './clock.ts';
import { Crew } from './crew.ts';
import { everyBeat } from './heartbeat.ts';
import { putInOrder } from './in-order.ts';
import { Ledger, ledgerColumns } from './ledger.ts';
import { lockWords, PageLock } from './lock.ts';
import { arena } from './log.ts';
import { mainLoop } from './main-loop.ts';
import { Memory } from './memory.ts';
import { Merge } from './merge.ts';
import { type Death, PageDriver } from './page-driver.ts';
import { warmBurn } from './rate.ts';
import { NoRecorder, Recorder } from './recorder.ts';
import { RefusedError } from './refused-error.ts';
import { waitOnPage } from './sleeper.ts';
import { taskColumns } from './task-columns.ts';
import { Timers } from './timers.ts';
import type { World } from './world.ts';

/** A browser carries no more workers than this in one run without getting into trouble. */
export const MOST_LIVE_WORKERS = 64;

export interface PrepareOptions {
  readonly cores: number;
  /** From `calibrate`; measured here where the scenario computes and it is not known. */
  readonly roundsPerMs: number | undefined;
  /** Starts a worker that serves the engine's programs; by default one that knows all engines of the list. */
  readonly makeWorker?: () => Worker;
  /** Without a trace, to see what the trace costs. */
  readonly record?: boolean;
}

export interface StartOptions {
  /** The run's t = 0, on `performance.timeOrigin + performance.now()`; several runs may share one. Now, if left out. */
  readonly t0?: number;
  readonly signal?: AbortSignal;
  /** A run that hangs stays open until the signal ends it. */
  readonly keepHung?: boolean;
  readonly onHung?: () => void;
}

/** Workers started, warmed and in their seats: one run can begin at once. */
export interface Prepared {
  /** What all that took (ms). */
  readonly startupMs: number;
  start(options?: StartOptions): LiveRun;
  /** For one that is not to be started after all. */
  dispose(): void;
}

/** A run under way, and its trace, which grows. */
export interface LiveRun {
  readonly trace: Trace;
  /** Always resolves, whatever became of the tasks; rejects only if the engine itself is wrong. */
  readonly finished: Promise<Trace>;
  /** Brings what workers wrote so far into the trace. Once a frame. */
  refresh(): void;
}

/**
 * Makes everything ready for one live run.
 * @throws RefusedError where this page cannot run it
 */
export async function prepare(engine: Engine, scenario: Scenario, options: PrepareOptions): Promise<Prepared> {
  const machine: Machine = { cores: options.cores };
  const settings = settle(engine.knobs, scenario, machine);
  const { place } = engine;
  const inside = engine.inside?.(settings) ?? false;
  const onWorkers = place.cpu !== 'loop';
  const places = engine.knobs.some(({ name }) => name === 'workers') ? settings.workers : scenario.tasks.length;
  refuse(engine, onWorkers ? places : 0, inside || place.cpu === 'gil');

  const from = performance.now();
  const burns = computes(scenario);
  const roundsPerMs = options.roundsPerMs ?? (burns ? await calibrate(options.makeWorker) : 0);
  const memory = new Memory(globalThis.crossOriginIsolated && onWorkers);
  const tasks = taskColumns(scenario, place.mortal, memory);
  const attempts = tasks.taskOf.length;
  const columns = ledgerColumns(tasks, memory);
  const feed = feedColumns(scenario, (length) => memory.int32(length));
  const gil = place.cpu === 'gil' ? lockWords(memory) : undefined;
  const log = memory.shared
    ? arena(recordsOf(tasks, gil ? settings.switchIntervalMs : 0), places + attemptsThatKill(scenario), memory)
    : undefined;
  const world: World = {
    engine: engine.id,
    settings,
    machine,
    tasks,
    ledger: columns,
    feed,
    arena: log,
    roundsPerMs,
    gil,
  };
  const crew = new Crew({ world, computes: burns, inside, makeWorker: options.makeWorker });
  if (onWorkers) {
    try {
      // Lanes driven on the page take a worker with their first task: there are never more of them than attempts.
      await crew.fill(inside && place.lane === 'worker' ? places : Math.min(places, attempts));
    } catch (error) {
      crew.end();
      throw error;
    }
  } else if (burns) warmBurn();
  const startupMs = performance.now() - from;

  let used = false;
  return {
    startupMs,
    dispose: () => {
      if (!used) crew.end();
      used = true;
    },
    start: ({ t0 = performance.timeOrigin + performance.now(), signal, keepHung = false, onHung } = {}) => {
      if (used) throw new Error('A prepared run starts once');
      used = true;
      const base = baseFrom(t0);
      const now = () => performance.now() + base;
      const trace = new Trace('measured', engine.id, machine, scenario);
      trace.knowsCauses = true;
      trace.reserve(options.record === false ? 0 : attempts);
      // A task that is a place of its own waits for its first turn, then for what it must hold.
      if (options.record !== false && place.lane === 'task') trace.waits.reserve(2 * attempts);
      if (onWorkers) trace.facts.startupMs = startupMs;
      if (roundsPerMs > 0) trace.facts.roundsPerMs = roundsPerMs;
      const recorder = new (options.record === false ? NoRecorder : Recorder)(
        trace,
        tasks,
        new Ledger(columns, tasks),
        place,
      );
      const pageFeed = new Feed(feed);
      const timers = new Timers();
      const between = causeNumber(inside ? 'gil' : 'message');
      const merge = new Merge(recorder, log, between, (task, worker) => driver.noteBegan(task, worker));
      const { promise: finished, resolve, reject } = Promise.withResolvers<Trace>();

      let over = false;
      /** Ends the run, one way or another; nothing of it is left afterwards. */
      const finish = (stoppedMs?: number, error?: unknown) => {
        if (over) return;
        over = true;
        merge.read();
        driver.end();
        timers.clearAll();
        crew.end();
        mainLoop.sweep();
        stopBeat();
        document.removeEventListener('visibilitychange', noteHidden);
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
      };
      const stop = () => finish(now());
      const waitsForOthers = (task: number) => !pageFeed.ready(task);

      const driver = new PageDriver(engine, {
        env: {
          ...settings,
          scenario,
          machine,
          taskCount: scenario.tasks.length,
          feed: pageFeed,
        },
        recorder,
        merge,
        crew,
        timers,
        surroundings: { memory, timers, capacity: attempts + ROOM },
        roundsPerMs,
        inside,
        lock:
          gil && engine.caller === 'gil' ? new PageLock(gil, settings.switchIntervalMs, waitOnPage(timers)) : undefined,
        now,
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

      const noteHidden = () => {
        if (document.visibilityState === 'hidden') trace.facts.hidden = true;
      };
      const stopBeat = everyBeat((at) => trace.addBeat(at + base));
      document.addEventListener('visibilitychange', noteHidden);
      noteHidden();
      if (signal?.aborted) stop();
      else {
        signal?.addEventListener('abort', stop);
        trace.addBeat(now());
        for (const member of crew.members) void member.host.remote.start(t0);
        if (now() < 0) timers.set(-now(), () => driver.begin());
        else driver.begin();
      }

      return {
        trace,
        finished,
        refresh: () => {
          if (over) return;
          merge.read();
          trace.nowMs = now();
          trace.queued = recorder.queued(waitsForOthers, false);
          noteDeaths(trace, driver.deaths);
        },
      };
    },
  };
}

/** Items that a shared queue takes beyond one an attempt: an engine's own signals. */
const ROOM = 1024;

function refuse(engine: Engine, workers: number, sharesMemory: boolean): void {
  if (workers > MOST_LIVE_WORKERS) {
    throw new RefusedError(
      `${engine.title} would need ${workers} live workers; a page gets at most ${MOST_LIVE_WORKERS}. The prediction has no such limit.`,
    );
  }
  if (sharesMemory && !globalThis.crossOriginIsolated) {
    throw new RefusedError(
      `${engine.title} needs memory that workers share, and this page is not cross-origin isolated. It has to be served with the headers ` +
        '`Cross-Origin-Opener-Policy: same-origin` and `Cross-Origin-Embedder-Policy: require-corp`, as `npm start` does.',
    );
  }
}

/** Records that the attempts write at most: begin, end, two a segment; under a lock also turns and waits, by its interval. */
function recordsOf({ taskOf, firstSegment, ms }: World['tasks'], intervalMs: number): number {
  let records = 0;
  for (const task of taskOf) {
    records += 2 + (intervalMs > 0 ? 6 : 2) * (firstSegment[task + 1]! - firstSegment[task]!);
    if (intervalMs > 0)
      for (let s = firstSegment[task]!; s < firstSegment[task + 1]!; s++) records += 4 * Math.ceil(ms[s]! / intervalMs);
  }
  return records;
}

/** Attempts that cost a worker, each of which leaves a chunk of the arena half full. */
function attemptsThatKill({ tasks, kills = [] }: Scenario): number {
  return tasks.reduce((sum, { dies, retry = 0 }) => sum + (dies ? retry + 1 : 0), kills.length);
}

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
