/** The page's Run and `overlap.run`: one run at a time, on the live kernel. */
import type { Engine } from '../../engines/engine.ts';
import { enginesNamed } from '../../engines/list.ts';
import type { LiveRun } from '../../kernel/live/live-run.ts';
import { RefusedError } from '../../kernel/live/refused-error.ts';
import type { Prepared } from '../../kernel/live/run.ts';
import { computes, type Scenario } from '../../scenario/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import { liveness, meansHere } from '../machine/liveness.ts';
import type { RunState } from '../state/state.ts';
import { drawn } from '../timing/frames.ts';
import { paced } from '../timing/pace.ts';
import type { Registry } from '../traces/registry.ts';
import { ASK_FROM_MS, blockedMs } from './blocking.ts';
import { readyToSortRuns } from './last-run.ts';

interface Host {
  readonly registry: Registry;
  readonly cores: number;
  scenario(): Scenario;
  /** Ids of the engines chosen. */
  chosen(): readonly string[];
  setRun(run: RunState): void;
  /** The trace of an engine's run is in the registry. */
  begun(): void;
  /** A trace has changed: raises the revision, once a frame. */
  touch(): void;
  /** The same, at once. */
  show(): void;
  /** Rounds of the burn loop a millisecond, if Calibrate has found them. */
  roundsPerMs(): number | undefined;
  /** Something begins or ends that nothing else may disturb. */
  busyChanged(): void;
}

/** So long before t = 0 a start is announced (ms), so that every engine begins at it and none before. */
const LEAD_MS = 5;
/** Zero of the clock that runs are on: ms since 1970, with fractions. */
const soon = () => performance.timeOrigin + performance.now() + LEAD_MS;

/** The live kernel is loaded with the first run. */
const liveKernel = () => import('../../kernel/live/run.ts');

export class Runner {
  readonly #host: Host;
  #busy = false;
  /** Ends the page's own run. */
  #own: AbortController | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Whether a run or a measurement of this browser is under way, the page's or a caller's. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Begins the page's run of the engines chosen, or asks first. Does nothing while a run is under way. */
  start(sure: boolean): void {
    if (this.#own) return;
    if (this.busy) {
      this.#host.setRun({ kind: 'broken', message: 'A program on this page runs something at the moment' });
      return;
    }
    const scenario = this.#host.scenario();
    const live = this.live();
    if (live.length === 0 || scenario.tasks.length === 0) return;
    const longest = Math.max(...live.map((engine) => blockedMs(engine, scenario)));
    if (longest > ASK_FROM_MS && !sure) this.#host.setRun({ kind: 'asking', blockedMs: longest });
    else void this.#page(live, scenario, new AbortController());
  }

  cancel(): void {
    this.#own?.abort();
  }

  /** Of the engines chosen, those that run for real here. */
  live(): Engine[] {
    const means = meansHere();
    return enginesNamed(this.#host.chosen()).filter((engine) => liveness(engine, means) === true);
  }

  /**
   * One engine, without showing it.
   * @throws RefusedError where it is not live here or another run is under way
   */
  async alone(engine: Engine, scenario: Scenario, signal: AbortSignal | undefined): Promise<Trace> {
    const why = liveness(engine, meansHere());
    if (why !== true) throw new RefusedError(`${engine.id} does not run here: ${why}`);
    return this.exclusively(async () => {
      const { prepare } = await liveKernel();
      const prepared = await prepare(engine, scenario, { ...this.#means(), ...(signal && { signal }) });
      return prepared.start({ t0: soon(), ...(signal && { signal }) }).finished;
    });
  }

  /** Does something beside which nothing may run. @throws RefusedError where something does */
  async exclusively<T>(work: () => Promise<T>): Promise<T> {
    if (this.busy) throw new RefusedError('another run is under way');
    this.#setBusy(true);
    try {
      return await work();
    } finally {
      this.#setBusy(false);
    }
  }

  #setBusy(busy: boolean): void {
    this.#busy = busy;
    this.#host.busyChanged();
  }

  async #page(engines: readonly Engine[], scenario: Scenario, abort: AbortController): Promise<void> {
    const { setRun, registry } = this.#host;
    this.#own = abort;
    this.#setBusy(true);
    const oneByOne = engines.length > 1 && computes(scenario);
    try {
      setRun({ kind: 'starting' });
      registry.forgetMeasured();
      this.#host.touch();
      // The press is answered before the workers start, which keeps the page for a while.
      await drawn();
      await readyToSortRuns();
      const groups = oneByOne ? engines.map((engine) => [engine]) : [engines];
      let hidden = false;
      for (const group of groups) {
        const prepared = await this.#prepare(group, scenario, abort.signal);
        if (abort.signal.aborted) break;
        setRun({ kind: 'running', now: group.map(({ id }) => id), oneByOne });
        // What the page makes of that is no part of the run.
        await drawn();
        const traces = await this.#together(group, prepared, abort.signal);
        hidden ||= traces.some((trace) => trace.facts.hidden);
        if (abort.signal.aborted) break;
      }
      const tookMs = longestOf(registry, engines, oneByOne);
      if (abort.signal.aborted) setRun({ kind: 'cancelled', atMs: tookMs });
      else setRun({ kind: 'finished', tookMs, oneByOne, hidden });
    } catch (error) {
      abort.abort();
      setRun({ kind: 'broken', message: error instanceof Error ? error.message : String(error) });
    } finally {
      this.#own = undefined;
      this.#setBusy(false);
      this.#host.touch();
    }
  }

  #means() {
    return { cores: this.#host.cores, roundsPerMs: this.#host.roundsPerMs() };
  }

  async #prepare(group: readonly Engine[], scenario: Scenario, signal: AbortSignal): Promise<Prepared[]> {
    const { prepare } = await liveKernel();
    const settled = await Promise.allSettled(
      group.map((engine) => prepare(engine, scenario, { ...this.#means(), signal })),
    );
    const prepared = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const failed = settled.find((result) => result.status === 'rejected');
    if (failed || signal.aborted) for (const one of prepared) one.dispose();
    if (failed) throw failed.reason;
    return prepared;
  }

  async #together(group: readonly Engine[], prepared: Prepared[], signal: AbortSignal): Promise<Trace[]> {
    const { registry, setRun, touch } = this.#host;
    const hung: string[] = [];
    const t0 = soon();
    const live = prepared.map((one, i) => {
      const { id } = group[i]!;
      const onHung = () => {
        hung.push(id);
        setRun({ kind: 'hung', engines: [...hung] });
      };
      const run = one.start({ t0, signal, keepHung: true, onHung });
      const shown = registry.of(id);
      shown.measured = run.trace;
      shown.startedAt = t0;
      return run;
    });
    this.#host.begun();
    const stop = this.#watch(live);
    try {
      return await Promise.all(live.map(({ finished }) => finished));
    } finally {
      stop();
      touch();
    }
  }

  /** Brings the traces up to date and has them shown, again and again. Gives what ends that. */
  #watch(live: readonly LiveRun[]): () => void {
    const show = () => {
      for (const run of live) if (Number.isNaN(run.trace.totalMs)) run.refresh();
      this.#host.show();
    };
    return paced(
      show,
      live.some(({ trace }) => computes(trace.scenario)),
    );
  }
}

/** How long the runs took: the longest where they ran at once, their sum where one after another. */
function longestOf(registry: Registry, engines: readonly Engine[], oneByOne: boolean): number {
  const runs = registry.measured();
  const times = engines.map(({ id }) => runs[id]?.totalMs ?? 0).filter((ms) => !Number.isNaN(ms));
  return oneByOne ? times.reduce((sum, ms) => sum + ms, 0) : Math.max(0, ...times);
}
