/**
 * Keeps the predictions up to date; the latest wish wins. A move is answered first, by the frame that shows it. Then small
 * predictions are made on the page, in slices that fit into a frame, and shown together; large ones in a worker, engine by
 * engine. What was shown stays until then.
 */
import type { Engine } from '../../engines/engine.ts';
import { engineById } from '../../engines/list.ts';
import { predict } from '../../kernel/virtual/predict.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import type { State } from '../state/state.ts';
import { drawn, idle, nextFrame, whenIdle } from '../timing/frames.ts';
import { inSlices } from '../timing/time-slices.ts';
import { makespanIn } from '../traces/makespan.ts';
import { unpack } from '../traces/packed-trace.ts';
import type { Registry } from '../traces/registry.ts';
import { columnEngine, inOrder, small, type Wish } from './prediction-request.ts';
import { wishKey } from './request-key.ts';
import { columnSizes } from './slider.ts';
import { KeptWorker } from './warm-worker.ts';

interface Host {
  readonly registry: Registry;
  wish(): Wish;
  /** Something new to show; members left out stay. Makespans are NaN while unknown, infinite where the run would hang. */
  publish(news: { makespans?: Record<string, number>; bySize?: number[]; predicting?: State['predicting'] }): void;
}

/** How long predictions may keep a newer wish waiting: else a drag would never show anything. */
const PATIENCE_MS = 250;
/** So long without another wish, and what is not needed at once is predicted too. */
const REST_MS = 300;
/** A job in the worker that takes longer tells how far it is. */
const TELL_FROM_MS = 400;

/** Predictions on the page that are not shown yet. */
interface Slices {
  /** When the oldest wish that they stand for came. */
  readonly since: number;
  /** There is a newer wish, which waits. */
  again: boolean;
  readonly drop: () => void;
}

/** Predictions in the worker. */
interface Job {
  readonly wish: Wish;
  readonly since: number;
  /** Engines needed at once that are not predicted yet. */
  left: number;
  telling: ReturnType<typeof setTimeout> | undefined;
  /** It was told how many are done. */
  told: boolean;
  /** There is a newer wish, which waits. */
  again: boolean;
}

export class Predictor {
  readonly #host: Host;
  readonly #worker: KeptWorker;
  #asked = false;
  #slices: Slices | undefined;
  #dropLater: () => void = () => {};
  #job: Job | undefined;
  #impatient: ReturnType<typeof setTimeout> | undefined;
  #columnsOf = '';
  readonly #whatIf = new Map<string, number>();
  #whatIfTasks: Scenario['tasks'] | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#worker = new KeptWorker(() => this.#endJob());
  }

  /** The wish has changed. */
  request(): void {
    this.#dropLater();
    if (this.#asked) return;
    this.#asked = true;
    nextFrame(() => {
      this.#asked = false;
      this.#begin();
    });
  }

  /**
   * Predicted makespan (ms) of one engine with another pool size, infinite if it hangs; undefined where that would take the main thread too long.
   */
  whatIf(engineId: string, workers: number): number | undefined {
    const wish = this.#host.wish();
    const { scenario, machine } = wish;
    if (!small(wish)) return undefined;
    const { tasks, ...knobs } = scenario;
    if (tasks !== this.#whatIfTasks) this.#whatIf.clear();
    this.#whatIfTasks = tasks;
    const key = JSON.stringify([engineId, workers, { ...knobs, workers }, machine]);
    let makespan = this.#whatIf.get(key);
    if (makespan === undefined) {
      makespan = makespanOf(engineById(engineId), { ...scenario, workers }, machine);
      this.#whatIf.set(key, makespan);
    }
    return makespan;
  }

  #begin(): void {
    const wish = this.#host.wish();
    if (!small(wish) && typeof Worker !== 'undefined') {
      this.#slices?.drop();
      this.#slices = undefined;
      this.#apart(wish);
    } else {
      this.#endJob();
      this.#here(wish);
    }
  }

  /** The engines needed at once, shown all together. */
  #here(wish: Wish): void {
    const now = performance.now();
    if (this.#slices && now - this.#slices.since > PATIENCE_MS) {
      this.#slices.again = true;
      return;
    }
    this.#slices?.drop();
    const found = new Map<string, Trace | undefined>();
    const show = () => {
      const again = this.#slices?.again;
      this.#slices = undefined;
      this.#show(found);
      if (again) this.#begin();
      else this.#later(wish);
    };
    const predictions = this.#missing(wish, inOrder(wish).first).map((engine) => () => {
      found.set(engine.id, predictionOf(engine, wish.scenario, wish.machine));
    });
    this.#slices = { since: this.#slices?.since ?? now, again: false, drop: inSlices([...predictions, show]) };
  }

  /** The engines whose prediction is not the wish's already. */
  #missing({ scenario, machine }: Wish, engines: readonly Engine[]): Engine[] {
    return engines.filter(({ id }) => {
      const { predicted } = this.#host.registry.of(id);
      return predicted?.scenario !== scenario || !same(predicted.machine, machine);
    });
  }

  #show(found: ReadonlyMap<string, Trace | undefined>): void {
    if (found.size === 0) return;
    const makespans: Record<string, number> = {};
    for (const [id, predicted] of found) {
      makespans[id] = predicted ? makespanIn(predicted) : Number.NaN;
      if (predicted) this.#host.registry.of(id).predicted = predicted;
      else delete this.#host.registry.of(id).predicted;
    }
    this.#host.publish({ makespans });
  }

  /** Once the wishes rest, in idle time: the columns over the slider first, then the engines that are only listed. */
  #later(wish: Wish): void {
    const found = new Map<string, Trace | undefined>();
    const steps = [
      ...this.#columns(wish),
      ...this.#missing(wish, inOrder(wish).later).map((engine) => () => {
        found.set(engine.id, predictionOf(engine, wish.scenario, wish.machine));
      }),
      () => this.#show(found),
    ];
    const resting = setTimeout(() => {
      this.#dropLater = inSlices(steps, whenIdle);
    }, REST_MS);
    this.#dropLater = () => clearTimeout(resting);
  }

  /** The columns over the slider. They stay as they are while only the pool size changes. */
  #columns(wish: Wish): (() => void)[] {
    const [key, engine] = [columnsKey(wish), columnEngine(wish)];
    if (key === this.#columnsOf) return [];
    const bySize: number[] = [];
    const sizes = engine ? columnSizes(wish.sliderMax) : [];
    return [
      ...sizes.map((workers) => () => {
        bySize.push(makespanOf(engine!, { ...wish.scenario, workers }, wish.machine));
      }),
      () => {
        this.#columnsOf = key;
        this.#host.publish({ bySize });
      },
    ];
  }

  #apart(wish: Wish): void {
    const old = this.#job;
    if (old) {
      const waited = performance.now() - old.since;
      // Other engines of the same scenario: what is under way is needed, the next one is chosen anew.
      const needed = old.wish.scenario === wish.scenario && same(old.wish.machine, wish.machine);
      if (needed || waited < PATIENCE_MS) {
        old.again = true;
        if (!needed)
          this.#impatient ??= setTimeout(() => {
            this.#endJob();
            this.request();
          }, PATIENCE_MS - waited);
        return;
      }
    }
    this.#endJob();
    const { first, later } = inOrder(wish);
    // The engines that are only listed come last, after seconds maybe: better nothing than what was.
    const unknown = this.#missing(wish, later).map(({ id }) => [id, Number.NaN]);
    if (unknown.length > 0) this.#host.publish({ makespans: Object.fromEntries(unknown) });
    if (this.#missing(wish, first).length > 0) void this.#firstApart(this.#start(wish)).catch(() => {});
    else this.#restApart(wish);
  }

  /** Begins a job. */
  #start(wish: Wish): Job {
    this.#worker.take(wish);
    const job: Job = { wish, since: performance.now(), left: 0, telling: undefined, told: false, again: false };
    this.#job = job;
    return job;
  }

  /** The engines needed at once. */
  async #firstApart(job: Job): Promise<void> {
    const missing = this.#missing(job.wish, inOrder(job.wish).first);
    job.left = missing.length;
    job.telling = setTimeout(() => this.#tell(job), TELL_FROM_MS);
    for (const engine of missing) {
      await this.#oneApart(engine, job);
      if (this.#job !== job) return;
      job.left--;
      if (job.told) this.#tell(job);
      // On a computer with few cores a worker that goes on would keep the page from drawing, and from taking in what it draws.
      await drawn();
      await idle();
      if (this.#job !== job) return;
      // What is shown is finished even if there is a newer wish: patience ends by itself.
      if (job.again && this.#impatient === undefined) break;
    }
    this.#endJob();
    if (job.again) this.request();
    else this.#restApart(job.wish);
  }

  /** Once the wishes rest: the columns over the slider, then the engines that are only listed. */
  #restApart(wish: Wish): void {
    if (this.#missing(wish, inOrder(wish).later).length === 0 && columnsKey(wish) === this.#columnsOf) return;
    const resting = setTimeout(() => void this.#laterApart(this.#start(wish)).catch(() => {}), REST_MS);
    this.#dropLater = () => clearTimeout(resting);
  }

  async #laterApart(job: Job): Promise<void> {
    await this.#columnsApart(job);
    for (const engine of this.#missing(job.wish, inOrder(job.wish).later)) {
      if (this.#job !== job || job.again) break;
      await this.#oneApart(engine, job);
    }
    if (this.#job !== job) return;
    this.#endJob();
    if (job.again) this.request();
  }

  async #oneApart({ id }: Engine, job: Job): Promise<void> {
    const { scenario, machine } = job.wish;
    const parcel = await this.#worker.ask((service) => service.predict(id, machine)).catch(() => undefined);
    if (this.#job === job) this.#show(new Map([[id, parcel && unpack(parcel, scenario)]]));
  }

  async #columnsApart(job: Job): Promise<void> {
    const { wish } = job;
    const [key, engine] = [columnsKey(wish), columnEngine(wish)];
    if (key === this.#columnsOf) return;
    const bySize: number[] = [];
    for (const workers of engine ? columnSizes(wish.sliderMax) : []) {
      const makespan = this.#worker.ask((service) => service.makespan(engine!.id, wish.machine, workers));
      bySize.push(await makespan.catch(() => Number.NaN));
      if (this.#job !== job || job.again) return;
    }
    this.#columnsOf = key;
    this.#host.publish({ bySize });
  }

  /** Says how far a job is. */
  #tell(job: Job): void {
    job.told = true;
    const of = inOrder(job.wish).first.length;
    this.#host.publish({ predicting: { done: of - job.left, of } });
  }

  #endJob(): void {
    clearTimeout(this.#impatient);
    this.#impatient = undefined;
    const job = this.#job;
    this.#job = undefined;
    if (!job) return;
    clearTimeout(job.telling);
    if (job.told) this.#host.publish({ predicting: null });
    this.#worker.release();
  }
}

/** Undefined where the engine cannot take the scenario (`acceptable`). */
function predictionOf(engine: Engine, scenario: Scenario, machine: Machine): Trace | undefined {
  try {
    return predict(engine, scenario, machine);
  } catch {
    return undefined;
  }
}

function makespanOf(engine: Engine, scenario: Scenario, machine: Machine): number {
  const predicted = predictionOf(engine, scenario, machine);
  return predicted ? makespanIn(predicted) : Number.NaN;
}

const same = (a: Machine, b: Machine): boolean => JSON.stringify(a) === JSON.stringify(b);

function columnsKey(wish: Wish): string {
  return wishKey(wish, [columnEngine(wish)?.id, wish.sliderMax]);
}
