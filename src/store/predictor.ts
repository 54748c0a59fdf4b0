/**
 * Keeps the predictions up to date: the latest wishes win, at most once a frame; small ones on the main thread, so that
 * they are there in the same frame as the slider's move, large ones in a worker.
 */
import { ENGINES } from '../engines/list.ts';
import { predict } from '../kernel/virtual/predict.ts';
import type { Draft } from '../scenario/draft.ts';
import type { Machine } from '../scenario/machine.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { nextFrame, whenIdle } from './frames.ts';
import { makespanIn } from './makespan.ts';
import { unpack } from './parcel.ts';
import { type Apart, predictApart } from './predict-apart.ts';
import type { Registry } from './registry.ts';
import { columnSizes } from './slider.ts';
import { wishKey } from './wish-key.ts';

/** What is to be predicted. */
export interface Wish {
  /** Describes `scenario`. */
  readonly draft: Draft;
  readonly scenario: Scenario;
  readonly machine: Machine;
  /** Ids of the engines shown, in order. */
  readonly shown: readonly string[];
  readonly sliderMax: number;
}

interface Host {
  readonly registry: Registry;
  wish(): Wish;
  /** Something new to show; members left out stay. Makespans are NaN while unknown, infinite where the run would hang. */
  publish(news: { makespans?: Record<string, number>; bySize?: number[] }): void;
}

/** Tasks times engines that the main thread takes on, about a frame's worth: a thousand tasks on six engines, and For loop. */
const MOST_ON_PAGE = 7_000;
/** How long a worker's job may go on when there is a newer wish: else a drag would never show anything. */
const PATIENCE_MS = 250;

export class Predictor {
  readonly #host: Host;
  #asked = false;
  #job: { apart: Apart; since: number } | undefined;
  #impatient: ReturnType<typeof setTimeout> | undefined;
  #columnsOf = '';
  #dropIdle: () => void = () => {};
  readonly #whatIf = new Map<string, number>();
  #whatIfTasks: Scenario['tasks'] | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  /** The wish has changed. */
  request(): void {
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
      makespan = makespanOf(engineId, { ...scenario, workers }, machine);
      this.#whatIf.set(key, makespan);
    }
    return makespan;
  }

  #begin(): void {
    const wish = this.#host.wish();
    this.#dropIdle();
    if (!small(wish) && typeof Worker !== 'undefined') this.#apart(wish);
    else {
      this.#endJob();
      this.#here(wish);
    }
  }

  #here(wish: Wish): void {
    const makespans: Record<string, number> = {};
    for (const { id } of inOrder(wish).slice(0, shownCount(wish))) makespans[id] = this.#one(wish, id);
    this.#host.publish({ makespans });
    // In idle time: the columns over the slider first, then the engines that are only listed, one at a time.
    const rest = inOrder(wish).slice(shownCount(wish));
    const next = () => {
      const engine = rest.shift();
      if (!engine) return this.#host.publish({ makespans });
      makespans[engine.id] = this.#one(wish, engine.id);
      this.#dropIdle = whenIdle(next);
    };
    this.#dropIdle = whenIdle(() => {
      this.#columns(wish);
      this.#dropIdle = whenIdle(next);
    });
  }

  /** Predicts one engine on this thread and shows it; gives the makespan, NaN where it cannot take the scenario (`acceptable`). */
  #one(wish: Wish, id: string): number {
    const shown = this.#host.registry.of(id);
    try {
      shown.predicted = predict(engineOf(id), wish.scenario, wish.machine);
      return makespanIn(shown.predicted);
    } catch {
      delete shown.predicted;
      return Number.NaN;
    }
  }

  /** The columns over the slider. They stay as they are while only the pool size changes. */
  #columns(wish: Wish): void {
    const key = columnsKey(wish);
    if (key === this.#columnsOf) return;
    const engine = columnEngine(wish);
    const bySize = engine
      ? columnSizes(wish.sliderMax).map((workers) => makespanOf(engine, { ...wish.scenario, workers }, wish.machine))
      : [];
    this.#columnsOf = key;
    this.#host.publish({ bySize });
  }

  #apart(wish: Wish): void {
    if (this.#job) {
      const waited = performance.now() - this.#job.since;
      if (waited < PATIENCE_MS) {
        this.#impatient ??= setTimeout(() => {
          this.#impatient = undefined;
          this.#endJob();
          this.request();
        }, PATIENCE_MS - waited);
        return;
      }
    }
    this.#endJob();
    const apart = predictApart({ draft: wish.draft }, () => {
      if (this.#job?.apart === apart) this.#endJob();
    });
    const job = { apart, since: performance.now() };
    this.#job = job;
    // The engines that are only listed come last, after seconds maybe: better nothing than what was.
    const later = inOrder(wish).slice(shownCount(wish));
    this.#host.publish({ makespans: Object.fromEntries(later.map(({ id }) => [id, Number.NaN])) });
    void this.#work(wish, job).catch(() => {});
  }

  async #work(wish: Wish, job: { apart: Apart }): Promise<void> {
    const newer = () => this.#impatient !== undefined;
    for (const [i, { id }] of inOrder(wish).entries()) {
      // What is shown is finished even if there is a newer wish: patience ends by itself.
      if (i === shownCount(wish)) await this.#columnsApart(wish, job, newer);
      if (this.#job !== job || (i >= shownCount(wish) && newer())) break;
      const parcel = await job.apart.service.predict(id, wish.machine).catch(() => undefined);
      if (this.#job !== job) return;
      const shown = this.#host.registry.of(id);
      if (parcel) shown.predicted = unpack(parcel, wish.scenario);
      else delete shown.predicted;
      this.#host.publish({ makespans: { [id]: shown.predicted ? makespanIn(shown.predicted) : Number.NaN } });
    }
    if (this.#job !== job) return;
    const again = newer();
    this.#endJob();
    if (again) this.request();
  }

  async #columnsApart(wish: Wish, job: { apart: Apart }, newer: () => boolean): Promise<void> {
    const [key, engine] = [columnsKey(wish), columnEngine(wish)];
    if (key === this.#columnsOf) return;
    const bySize: number[] = [];
    for (const workers of engine ? columnSizes(wish.sliderMax) : []) {
      if (this.#job !== job || newer()) return;
      bySize.push(await job.apart.service.makespan(engine!, wish.machine, workers).catch(() => Number.NaN));
    }
    if (this.#job !== job) return;
    this.#columnsOf = key;
    this.#host.publish({ bySize });
  }

  #endJob(): void {
    clearTimeout(this.#impatient);
    this.#impatient = undefined;
    this.#job?.apart.end();
    this.#job = undefined;
  }
}

/** How many of `inOrder` are needed at once. */
function shownCount(wish: Wish): number {
  return ENGINES.filter(({ id }) => neededAtOnce(wish, id)).length;
}

/** For loop is what the others are compared with. */
const neededAtOnce = ({ shown }: Wish, id: string) => shown.includes(id) || id === 'sequential';

function small(wish: Wish): boolean {
  return wish.scenario.tasks.length * shownCount(wish) <= MOST_ON_PAGE;
}

const engineOf = (id: string) => ENGINES.find((engine) => engine.id === id)!;

/** The engines needed at once, then the others. */
function inOrder(wish: Wish) {
  const first = ENGINES.filter(({ id }) => neededAtOnce(wish, id));
  return [...first, ...ENGINES.filter((engine) => !first.includes(engine))];
}

function makespanOf(engine: string, scenario: Scenario, machine: Machine): number {
  try {
    return makespanIn(predict(engineOf(engine), scenario, machine));
  } catch {
    return Number.NaN;
  }
}

/** The first engine shown that has a pool, whose makespans the columns show. */
function columnEngine({ shown }: Wish): string | undefined {
  const has = ({ id, knobs }: (typeof ENGINES)[number]) =>
    shown.includes(id) && knobs.some(({ name }) => name === 'workers');
  return ENGINES.find(has)?.id;
}

function columnsKey(wish: Wish): string {
  return wishKey(wish, [columnEngine(wish), wish.sliderMax]);
}
