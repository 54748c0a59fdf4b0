/**
 * Keeps the predictions up to date; the latest request wins. The frame that shows a move comes first, predictions follow. A small amount
 * of work is done on the page's thread, in slices that fit into a frame, and its predictions are shown together. A large amount is done
 * in a worker, and its predictions are shown one by one. The old predictions stay until then. How much work a prediction is becomes known
 * only while it is made: where the tasks are few the page's thread tries, and hands over to the worker once its budget is used up.
 * Engines whose programs are still to be loaded have no prediction until then. Those of engines that are only listed are loaded once the
 * user looks at the list or has changed something: the page opens without them.
 */
import type { Engine } from '../../engines/engine.ts';
import { isThere, whenThere } from '../../engines/late.ts';
import { ENGINES } from '../../engines/list.ts';
import { lacksParts, loadParts } from '../../kernel/virtual/late-parts.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import type { State } from '../state/state.ts';
import { drawn, idle, nextFrame, whenIdle } from '../timing/frames.ts';
import { inTimeSlices } from '../timing/time-slices.ts';
import { makespanIn } from '../traces/makespan.ts';
import { unpackTrace } from '../traces/packed-trace.ts';
import type { Registry } from '../traces/registry.ts';
import { onLoadAgain, tellError } from '../worker/again.ts';
import type { Purpose } from './budgets.ts';
import { hasWorkers, predictOnPage } from './on-page.ts';
import { columnEngine, hasFewTasks, inOrder, type PredictionRequest } from './prediction-request.ts';
import { requestKey } from './request-key.ts';
import { columnSizes } from './slider.ts';
import { taskTime } from './task-time.ts';
import { WarmWorker } from './warm-worker.ts';
import { WhatIf } from './what-if.ts';

/** What the predictor needs of the page. */
interface PredictorPage {
  readonly registry: Registry;
  request(): PredictionRequest;
  /** Something new to show; members left out stay. Makespans are NaN while unknown, infinite where the run would hang. */
  publish(news: {
    makespans?: Record<string, number>;
    cutOffs?: Record<string, number>;
    bySize?: number[];
    predicting?: State['predicting'];
  }): void;
}

/** How long predictions under way may keep a newer request waiting. Without this a drag would never show anything. */
const PATIENCE_MS = 250;
/** After so long without another request the engines that are not needed at once are predicted too. */
const REST_MS = 300;
/** A job in the worker that takes longer than this tells the page how far it is. */
const TELL_FROM_MS = 400;

/** Predictions on the page that are not shown yet. */
interface PageJob {
  /** When the oldest request came of those that these predictions answer. */
  readonly since: number;
  /** There is a newer request, which waits. */
  again: boolean;
  readonly drop: () => void;
}

/** Predictions in the worker. */
interface WorkerJob {
  readonly request: PredictionRequest;
  readonly since: number;
  /** Engines needed at once that are not predicted yet. */
  left: number;
  telling: ReturnType<typeof setTimeout> | undefined;
  /** The page was told how many are done. */
  told: boolean;
  /** There is a newer request, which waits. */
  again: boolean;
}

/** Predictions by engine id; undefined where the engine refuses the scenario. */
type Found = Map<string, Trace | undefined>;

export class Predictor {
  readonly #page: PredictorPage;
  readonly #worker: WarmWorker;
  readonly #whatIf = new WhatIf();
  #asked = false;
  #pageJob: PageJob | undefined;
  #dropLater: () => void = () => {};
  #workerJob: WorkerJob | undefined;
  #impatient: ReturnType<typeof setTimeout> | undefined;
  /** The request for which the columns over the slider are there. */
  #columnsOf = '';
  /** What the page opened with. */
  #opening: PredictionRequest['draft'] | undefined;
  /** Few tasks that turned out to be too much work for the page's thread. */
  readonly #heavy = new WeakSet<Scenario['tasks']>();

  constructor(page: PredictorPage) {
    this.#page = page;
    this.#worker = new WarmWorker((error) => {
      this.#endWorkerJob();
      tellError(error);
    });
    onLoadAgain(() => this.update());
  }

  /** The request has changed. */
  update(): void {
    this.#dropLater();
    if (this.#asked) return;
    this.#asked = true;
    nextFrame(() => {
      this.#asked = false;
      this.#begin();
    });
  }

  /** All engines are looked at: those are predicted too whose programs are not there yet. */
  listAll(): void {
    void this.#load(this.#page.request(), ENGINES);
  }

  /**
   * Predicted makespan (ms) of one engine with another pool size, infinite if it hangs; undefined where that would take the main
   * thread too long.
   */
  whatIf(engineId: string, workers: number): number | undefined {
    const request = this.#page.request();
    return this.#heavy.has(request.scenario.tasks) ? undefined : this.#whatIf.makespan(request, engineId, workers);
  }

  #begin(): void {
    const request = this.#page.request();
    this.#opening ??= request.draft;
    void this.#load(request, inOrder(request).first);
    if (this.#mayTryHere(request)) {
      this.#endWorkerJob();
      this.#onPage(request);
    } else {
      this.#pageJob?.drop();
      this.#pageJob = undefined;
      this.#inWorker(request);
    }
  }

  #mayTryHere(request: PredictionRequest): boolean {
    return !hasWorkers() || (hasFewTasks(request) && !this.#heavy.has(request.scenario.tasks));
  }

  /** The engines whose prediction is not yet one of this request, as far as they can be predicted by now. */
  #missing({ scenario, machine }: PredictionRequest, engines: readonly Engine[]): Engine[] {
    return engines.filter((engine) => {
      if (lacksParts(engine, scenario, machine)) return false;
      const { predicted } = this.#page.registry.of(engine.id);
      return isThere(engine) && (predicted?.scenario !== scenario || !same(predicted.machine, machine));
    });
  }

  /** Loads the programs that are not there yet, and predicts with them. What cannot be loaded is tried again with the next request. */
  async #load({ scenario, machine }: PredictionRequest, engines: readonly Engine[]): Promise<void> {
    const absent = engines.filter((engine) => !isThere(engine));
    const lack = (engine: Engine) => lacksParts(engine, scenario, machine);
    const lacks = engines.some(lack);
    const loads = [...absent.map(whenThere), ...(lacks ? [loadParts()] : [])];
    await Promise.all(loads.map((load) => load.catch(tellError)));
    if (absent.some(isThere) || (lacks && !engines.some(lack))) this.update();
  }

  /** Once the requests rest. */
  #whenResting(request: PredictionRequest, begin: () => void): void {
    const resting = setTimeout(() => {
      if (request.draft !== this.#opening) void this.#load(request, inOrder(request).later);
      begin();
    }, REST_MS);
    this.#dropLater = () => clearTimeout(resting);
  }

  #show(found: Found): void {
    if (found.size === 0) return;
    const makespans: Record<string, number> = {};
    const cutOffs: Record<string, number> = {};
    for (const [id, predicted] of found) {
      makespans[id] = predicted ? makespanIn(predicted) : Number.NaN;
      const cutOffMs = predicted?.facts.cutOffMs;
      if (cutOffMs !== undefined) cutOffs[id] = cutOffMs;
      if (predicted) this.#page.registry.of(id).predicted = predicted;
      else delete this.#page.registry.of(id).predicted;
    }
    this.#page.publish({ makespans, cutOffs });
  }

  // ——— On the page ———

  /** The engines needed at once, shown all together. */
  #onPage(request: PredictionRequest): void {
    const now = performance.now();
    if (this.#pageJob && now - this.#pageJob.since > PATIENCE_MS) {
      this.#pageJob.again = true;
      return;
    }
    this.#pageJob?.drop();
    const found: Found = new Map();
    const show = () => {
      const again = this.#pageJob?.again;
      this.#pageJob = undefined;
      this.#show(found);
      if (again || !this.#mayTryHere(request)) this.#begin();
      else this.#laterOnPage(request);
    };
    const predictions = this.#missing(request, inOrder(request).first).map((engine) =>
      this.#step(request, engine, found),
    );
    this.#pageJob = { since: this.#pageJob?.since ?? now, again: false, drop: inTimeSlices([...predictions, show]) };
  }

  /** A slice of work: one engine's prediction, unless one before was too much work. */
  #step(request: PredictionRequest, engine: Engine, found: Found): () => void {
    const { scenario, machine } = request;
    return () => {
      if (!this.#mayTryHere(request)) return;
      try {
        const predicted = predictOnPage(engine, scenario, machine);
        if (predicted) found.set(engine.id, predicted);
        else this.#heavy.add(scenario.tasks);
      } catch {
        found.set(engine.id, undefined);
      }
    };
  }

  /** Once the requests rest, in idle time: the columns over the slider first, then the engines that are only listed. */
  #laterOnPage(request: PredictionRequest): void {
    const found: Found = new Map();
    const steps = [
      ...this.#columnSteps(request),
      ...this.#missing(request, inOrder(request).later).map((engine) => this.#step(request, engine, found)),
      () => {
        this.#show(found);
        if (!this.#mayTryHere(request)) this.#restInWorker(request);
      },
    ];
    this.#whenResting(request, () => {
      this.#dropLater = inTimeSlices(steps, whenIdle);
    });
  }

  /** The columns over the slider. They stay as they are while only the pool size changes. */
  #columnSteps(request: PredictionRequest): (() => void)[] {
    const [key, engine] = [columnsKey(request), columnEngine(request)];
    if (key === this.#columnsOf || (engine && !isThere(engine))) return [];
    const found: Found = new Map();
    const sizes = engine ? columnSizes(request.sliderMax) : [];
    const bySize: number[] = [];
    return [
      ...sizes.map((workers) => {
        const step = this.#step({ ...request, scenario: { ...request.scenario, workers } }, engine!, found);
        return () => {
          step();
          const predicted = found.get(engine!.id);
          bySize.push(predicted ? makespanIn(predicted) : Number.NaN);
        };
      }),
      () => {
        if (!this.#mayTryHere(request)) return;
        this.#columnsOf = key;
        this.#page.publish({ bySize });
      },
    ];
  }

  // ——— In the worker ———

  #inWorker(request: PredictionRequest): void {
    const old = this.#workerJob;
    if (old) {
      const waited = performance.now() - old.since;
      // Where only the engines are others, the prediction under way is still needed, and the one after it is chosen anew.
      const needed = old.request.scenario === request.scenario && same(old.request.machine, request.machine);
      if (needed || waited < PATIENCE_MS) {
        old.again = true;
        if (!needed)
          this.#impatient ??= setTimeout(() => {
            this.#endWorkerJob();
            this.update();
          }, PATIENCE_MS - waited);
        return;
      }
    }
    this.#endWorkerJob();
    const { first, later } = inOrder(request);
    // The engines that are only listed come last, maybe after seconds. Until then the page shows nothing for them, rather than old figures.
    const unknown = this.#missing(request, later).map(({ id }) => [id, Number.NaN]);
    if (unknown.length > 0) this.#page.publish({ makespans: Object.fromEntries(unknown) });
    if (this.#missing(request, first).length > 0) void this.#firstInWorker(this.#startJob(request)).catch(() => {});
    else this.#restInWorker(request);
  }

  #startJob(request: PredictionRequest): WorkerJob {
    taskTime.leftToWorker();
    this.#worker.take(request);
    const since = performance.now();
    const job: WorkerJob = { request, since, left: 0, telling: undefined, told: false, again: false };
    this.#workerJob = job;
    return job;
  }

  /** The engines needed at once. */
  async #firstInWorker(job: WorkerJob): Promise<void> {
    const missing = this.#missing(job.request, inOrder(job.request).first);
    job.left = missing.length;
    job.telling = setTimeout(() => this.#tell(job), TELL_FROM_MS);
    for (const engine of missing) {
      await this.#oneInWorker(engine, job, 'picture');
      if (this.#workerJob !== job) return;
      job.left--;
      if (job.told) this.#tell(job);
      // On a computer with few cores a worker that goes on would keep the page from drawing, and from taking in what it draws.
      await drawn();
      await idle();
      if (this.#workerJob !== job) return;
      // What is shown is finished even if there is a newer request: patience ends by itself.
      if (job.again && this.#impatient === undefined) break;
    }
    this.#endWorkerJob();
    if (job.again) this.update();
    else this.#restInWorker(job.request);
  }

  /** Once the requests rest: the columns over the slider, then the engines that are only listed. */
  #restInWorker(request: PredictionRequest): void {
    const done = this.#missing(request, inOrder(request).later).length === 0 && columnsKey(request) === this.#columnsOf;
    this.#whenResting(request, () => {
      if (!done) void this.#laterInWorker(this.#startJob(request)).catch(() => {});
    });
  }

  async #laterInWorker(job: WorkerJob): Promise<void> {
    await this.#columnsInWorker(job);
    for (const engine of this.#missing(job.request, inOrder(job.request).later)) {
      if (this.#workerJob !== job || job.again) break;
      await this.#oneInWorker(engine, job, 'figure');
    }
    if (this.#workerJob !== job) return;
    this.#endWorkerJob();
    if (job.again) this.update();
  }

  /** A figure's prediction that was cut off says nothing: it is made anew once the engine is shown. */
  async #oneInWorker({ id }: Engine, job: WorkerJob, purpose: Purpose): Promise<void> {
    const { scenario, machine } = job.request;
    const packed = await this.#worker.ask((worker) => worker.predict(id, machine, purpose)).catch(() => undefined);
    if (this.#workerJob !== job) return;
    const whole = packed && (purpose !== 'figure' || packed.facts.cutOffMs === undefined);
    this.#show(new Map([[id, whole ? unpackTrace(packed, scenario) : undefined]]));
  }

  async #columnsInWorker(job: WorkerJob): Promise<void> {
    const { request } = job;
    const [key, engine] = [columnsKey(request), columnEngine(request)];
    if (key === this.#columnsOf) return;
    const bySize: number[] = [];
    for (const workers of engine ? columnSizes(request.sliderMax) : []) {
      const makespan = this.#worker.ask((worker) => worker.makespan(engine!.id, request.machine, workers));
      bySize.push(await makespan.catch(() => Number.NaN));
      if (this.#workerJob !== job || job.again) return;
    }
    this.#columnsOf = key;
    this.#page.publish({ bySize });
  }

  /** Says how far a job is. */
  #tell(job: WorkerJob): void {
    job.told = true;
    const of = inOrder(job.request).first.length;
    this.#page.publish({ predicting: { done: of - job.left, of } });
  }

  #endWorkerJob(): void {
    clearTimeout(this.#impatient);
    this.#impatient = undefined;
    const job = this.#workerJob;
    this.#workerJob = undefined;
    if (!job) return;
    clearTimeout(job.telling);
    if (job.told) this.#page.publish({ predicting: null });
    this.#worker.release();
  }
}

const same = (a: Machine, b: Machine): boolean => JSON.stringify(a) === JSON.stringify(b);

function columnsKey(request: PredictionRequest): string {
  return requestKey(request, [columnEngine(request)?.id, request.sliderMax]);
}
