/** The page's Run and `overlap.run`: one run at a time, on the live kernel. */
import type { Engine } from '../../engines/engine.ts';
import { enginesNamed } from '../../engines/list.ts';
import { RefusedError } from '../../kernel/live/refused-error.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import { liveness, meansHere } from '../machine/liveness.ts';
import { drawn } from '../timing/frames.ts';
import { wordsOf } from '../worker/again.ts';
import { ASK_FROM_MS, blockedMs } from './blocking.ts';
import { meansOf, type RunHost } from './run-host.ts';
import { soon } from './t0.ts';
import type { Unfinished } from './unfinished.ts';

/** The live kernel is loaded with the first run. */
const liveKernel = () => import('./live-kernel.ts');

export class Runner {
  readonly #host: RunHost;
  #busy = false;
  /** Ends the page's own run. */
  #own: AbortController | undefined;

  constructor(host: RunHost) {
    this.#host = host;
  }

  /** Whether a run or a measurement of this browser is under way, the page's or a caller's. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Begins the page's run of the engines chosen, or asks first; or goes on with one. Does nothing while a run is under way. */
  start(sure: boolean, unfinished?: Unfinished): void {
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
    else void this.#page(live, scenario, new AbortController(), unfinished);
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
   * One engine, without showing it. `python`: the machine whose Python runs it, where the scenario does not say; 3.11 where left out.
   * @throws RefusedError where it is not live here or another run is under way
   */
  async alone(engine: Engine, scenario: Scenario, signal: AbortSignal | undefined, python?: Machine): Promise<Trace> {
    const why = liveness(engine, meansHere());
    if (why !== true) throw new RefusedError(`${engine.id} does not run here: ${why}`);
    return this.exclusively(async () => {
      const { prepareUndisturbed } = await liveKernel();
      const prepared = await prepareUndisturbed(engine, scenario, {
        ...meansOf(this.#host),
        python,
        ...(signal && { signal }),
      });
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

  async #page(
    engines: readonly Engine[],
    scenario: Scenario,
    abort: AbortController,
    unfinished: Unfinished | undefined,
  ): Promise<void> {
    const { setRun, registry } = this.#host;
    this.#own = abort;
    this.#setBusy(true);
    try {
      setRun({ kind: 'starting' });
      registry.forgetMeasured();
      this.#host.touch();
      // The press is answered before the workers start, which keeps the page for a while.
      await drawn();
      const { runEngines } = await import('./page-run.ts');
      setRun(await runEngines(this.#host, engines, scenario, abort.signal, unfinished));
    } catch (error) {
      abort.abort();
      setRun({ kind: 'broken', message: wordsOf(error) });
    } finally {
      this.#own = undefined;
      this.#setBusy(false);
      this.#host.touch();
    }
  }
}
