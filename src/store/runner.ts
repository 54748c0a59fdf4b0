/** The page's Run and `overlap.run`: one run at a time, on the live kernel. */
import type { Engine } from '../engines/engine.ts';
import { ENGINES } from '../engines/list.ts';
import { type LiveRun, type Prepared, prepare } from '../kernel/live/run.ts';
import { RefusedError } from '../kernel/live/refused-error.ts';
import { computes, type Scenario } from '../scenario/scenario.ts';
import type { Trace } from '../trace/trace.ts';
import { ASK_FROM_MS, blockedMs } from './blocking.ts';
import { liveness, meansHere } from './liveness.ts';
import type { Registry } from './registry.ts';
import type { RunState } from './state.ts';

interface Host {
  readonly registry: Registry;
  readonly cores: number;
  scenario(): Scenario;
  /** Ids of the engines chosen. */
  chosen(): readonly string[];
  setRun(run: RunState): void;
  /** A trace has changed: raises the revision, once a frame. */
  touch(): void;
}

/** So long before t = 0 a start is announced, so that every engine begins at it and none before. */
const LEAD_MS = 5;

export class Runner {
  readonly #host: Host;
  #abort: AbortController | undefined;
  #live: { engine: Engine; run: LiveRun }[] = [];
  #frame = 0;

  constructor(host: Host) {
    this.#host = host;
    if (typeof document !== 'undefined') document.addEventListener('visibilitychange', () => this.#noteHidden());
  }

  /** Whether a run is under way, the page's or a caller's. */
  get busy(): boolean {
    return this.#abort !== undefined;
  }

  /** Begins the page's run of the engines chosen, or asks first. Does nothing while a run is under way. */
  start(sure: boolean): void {
    if (this.busy) return;
    const scenario = this.#host.scenario();
    const engines = ENGINES.filter(({ id }) => this.#host.chosen().includes(id));
    const live = engines.filter((engine) => liveness(engine, meansHere()) === true);
    if (live.length === 0 || scenario.tasks.length === 0) return;
    const longest = Math.max(...live.map((engine) => blockedMs(engine, scenario)));
    if (longest > ASK_FROM_MS && !sure) return this.#host.setRun({ kind: 'asking', blockedMs: longest });
    void this.#page(live, scenario, new AbortController());
  }

  cancel(): void {
    this.#abort?.abort();
  }

  /**
   * One engine, without showing it.
   * @throws RefusedError where it is not live here or another run is under way
   */
  async alone(engine: Engine, scenario: Scenario, signal: AbortSignal | undefined): Promise<Trace> {
    const why = liveness(engine, meansHere());
    if (why !== true) throw new RefusedError(`${engine.id} does not run here: ${why}`);
    if (this.busy) throw new RefusedError('another run is under way');
    const abort = new AbortController();
    this.#abort = abort;
    try {
      const prepared = await prepare(engine, scenario, { cores: this.#host.cores });
      const run = prepared.start({ t0: performance.now() + LEAD_MS, signal: signal ?? abort.signal });
      this.#live.push({ engine, run });
      this.#noteHidden();
      return await run.finished;
    } finally {
      this.#live = [];
      this.#abort = undefined;
    }
  }

  async #page(engines: readonly Engine[], scenario: Scenario, abort: AbortController): Promise<void> {
    const { setRun, registry } = this.#host;
    this.#abort = abort;
    const oneByOne = engines.length > 1 && computes(scenario);
    let begun = Number.NaN;
    try {
      setRun({ kind: 'starting' });
      registry.forgetMeasured();
      this.#host.touch();
      const groups = oneByOne ? engines.map((engine) => [engine]) : [engines];
      let hidden = false;
      for (const group of groups) {
        const prepared = await this.#prepare(group, scenario, abort.signal);
        if (abort.signal.aborted) break;
        const t0 = performance.now() + LEAD_MS;
        if (Number.isNaN(begun)) begun = t0;
        setRun({ kind: 'running', now: group.map(({ id }) => id), oneByOne });
        const traces = await this.#together(group, prepared, t0, abort.signal);
        hidden ||= traces.some((trace) => trace.facts.hidden);
        if (abort.signal.aborted) break;
      }
      const tookMs = Number.isNaN(begun) ? 0 : longestOf(registry, engines, oneByOne);
      if (abort.signal.aborted) setRun({ kind: 'cancelled', atMs: tookMs });
      else setRun({ kind: 'finished', tookMs, oneByOne, hidden });
    } catch (error) {
      abort.abort();
      setRun({ kind: 'broken', message: error instanceof Error ? error.message : String(error) });
    } finally {
      this.#abort = undefined;
      this.#host.touch();
    }
  }

  async #prepare(group: readonly Engine[], scenario: Scenario, signal: AbortSignal): Promise<Prepared[]> {
    const { cores } = this.#host;
    const settled = await Promise.allSettled(group.map((engine) => prepare(engine, scenario, { cores })));
    const prepared = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const failed = settled.find((result) => result.status === 'rejected');
    if (failed || signal.aborted) for (const one of prepared) one.close();
    if (failed) throw failed.reason;
    return prepared;
  }

  async #together(group: readonly Engine[], prepared: Prepared[], t0: number, signal: AbortSignal): Promise<Trace[]> {
    this.#live = prepared.map((one, i) => ({ engine: group[i]!, run: one.start({ t0, signal }) }));
    for (const { engine, run } of this.#live) {
      const shown = this.#host.registry.of(engine.id);
      shown.measured = run.trace;
      shown.startedAt = performance.timeOrigin + t0;
      delete shown.stale;
    }
    this.#noteHidden();
    this.#watch(t0);
    try {
      return await Promise.all(this.#live.map(({ run }) => run.finished));
    } finally {
      cancelAnimationFrame(this.#frame);
      this.#live = [];
    }
  }

  /** Once a frame: brings the traces up to date and notes that the main thread is alive. */
  #watch(t0: number): void {
    const look = () => {
      this.#frame = requestAnimationFrame(look);
      for (const { run } of this.#live) {
        if (!Number.isNaN(run.trace.totalMs)) continue;
        run.refresh();
        const now = performance.now() - t0;
        if (now >= 0) run.trace.addBeat(now);
      }
      this.#host.touch();
      this.#lookForHung();
    };
    this.#frame = requestAnimationFrame(look);
  }

  #lookForHung(): void {
    const hung = this.#live.filter(({ run }) => run.trace.facts.hung && Number.isNaN(run.trace.totalMs));
    if (hung.length > 0) this.#host.setRun({ kind: 'hung', engines: hung.map(({ engine }) => engine.id) });
  }

  /** Browsers throttle a hidden page's timers, so what was measured then counts for no comparison. */
  #noteHidden(): void {
    if (document.visibilityState !== 'hidden') return;
    for (const { run } of this.#live) if (Number.isNaN(run.trace.totalMs)) run.trace.facts.hidden = true;
  }
}

/** How long the runs took: the longest where they ran at once, their sum where one after another. */
function longestOf(registry: Registry, engines: readonly Engine[], oneByOne: boolean): number {
  const times = engines.map(({ id }) => registry.of(id).measured?.totalMs ?? 0).filter((ms) => !Number.isNaN(ms));
  return oneByOne ? times.reduce((sum, ms) => sum + ms, 0) : Math.max(0, ...times);
}
