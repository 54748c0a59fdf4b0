/**
 * The sweep: what each engine would take with a pool of 1, of 2, ... of 64, predicted in a worker. The latest request wins;
 * what was drawn stays until the newer curves have their shape, and then gets finer.
 */
import { engineById } from '../../engines/list.ts';
import type { Draft } from '../../scenario/draft.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Limits } from '../../trace/queries/speed-up.ts';
import { requestKey } from '../predict/request-key.ts';
import { nextFrame } from '../timing/frames.ts';
import type { Service } from '../worker/start-service.ts';
import { pooled } from './resources.ts';
import { PASSES } from './sizes.ts';
import { startSweepWorker } from './start-sweep-worker.ts';
import type { Sample, SweepService } from './sweep-worker.ts';

export type { Sample } from './sweep-worker.ts';

/** One engine's line. */
export interface Curve {
  readonly engine: string;
  /** By ascending size, not all of them yet. Engines without a pool have one, at 1, that stands for all. */
  readonly samples: readonly Sample[];
  /** For Amdahl's bound; undefined where none holds, or it is not known yet. */
  readonly limits: Limits | undefined;
  /** Why this engine cannot take the scenario. */
  readonly refused: string | undefined;
}

/** What is to be swept. */
export interface SweepRequest {
  /** Describes `scenario`. */
  readonly draft: Draft;
  readonly scenario: Scenario;
  readonly machine: Machine;
  readonly engines: readonly string[];
  /** Something is being measured, and is not to be disturbed. */
  readonly paused: boolean;
}

/** What the sweep asks for predictions. */
export type SweepWorker = Service<Pick<SweepService, 'take' | 'some' | 'limits'>>;

export interface SweepPage {
  request(): SweepRequest;
  publish(curves: readonly Curve[], complete: boolean): void;
}

/** How long curves without a shape yet may keep a newer request waiting: else a drag would never show anything. */
const PATIENCE_MS = 250;
/** How long a prediction may that only makes curves finer. */
const GRACE_MS = 40;
/** Curves that get finer are drawn anew at most so often: drawing takes the page's time. */
const REDRAW_MS = 150;
/** What is there this soon is drawn once, complete. */
const AT_ONCE_MS = 50;
/** After so much work the curves are fine enough. */
const MOST_MS = 20_000;

interface Draught {
  readonly samples: Map<number, Sample>;
  limits: Limits | undefined;
  asked: boolean;
  refused: string | undefined;
}

interface Job {
  readonly request: SweepRequest;
  readonly key: string;
  readonly since: number;
  /** Every curve has its shape. */
  shaped: boolean;
}

export class Sweeper {
  readonly #page: SweepPage;
  readonly #start: (failed: () => void) => SweepWorker;
  #worker: SweepWorker | undefined;
  #job: Job | undefined;
  #asked = false;
  #ended = false;
  #impatient: ReturnType<typeof setTimeout> | undefined;
  /** What is known for one scenario and machine, by engine. */
  #known = new Map<string, Draught>();
  #knownOf = '';
  /** The request that is fulfilled. */
  #doneOf = '';

  constructor(page: SweepPage, start: (failed: () => void) => SweepWorker = startSweepWorker) {
    this.#page = page;
    this.#start = start;
  }

  /** The request may have changed. */
  update(): void {
    if (this.#asked || this.#ended) return;
    this.#asked = true;
    nextFrame(() => {
      this.#asked = false;
      if (!this.#ended) this.#look();
    });
  }

  /** Ends all work for good. */
  end(): void {
    this.#ended = true;
    this.#stop();
  }

  #look(): void {
    const request = this.#page.request();
    const key = sweepKey(request);
    if (request.paused) this.#stop();
    else if (key === (this.#job?.key ?? this.#doneOf)) this.#calm();
    else if (this.#job) this.#hurry(this.#job);
    else this.#begin(request, key);
  }

  /** A job that is no longer wanted sees that for itself, after each call; unless a call takes too long. */
  #hurry({ shaped, since }: Job): void {
    const ms = shaped ? GRACE_MS : Math.max(0, since + PATIENCE_MS - performance.now());
    this.#impatient ??= setTimeout(() => {
      this.#stop();
      this.update();
    }, ms);
  }

  #begin(request: SweepRequest, key: string): void {
    this.#calm();
    const base = baseKey(request);
    if (base !== this.#knownOf) this.#known = new Map();
    this.#knownOf = base;
    this.#doneOf = '';
    const job: Job = { request, key, since: performance.now(), shaped: false };
    this.#job = job;
    this.#work(job).catch(() => {
      if (this.#job === job) this.#stop();
    });
  }

  async #work(job: Job): Promise<void> {
    const { request } = job;
    this.#worker ??= this.#start(() => this.#stop());
    const { ask } = this.#worker;
    await ask.take(request.draft);
    let drawn = 0;
    for (const pass of PASSES) {
      for (const id of request.engines) {
        const over = await this.#pass(job, ask, id, pass);
        if (over) return;
        const now = performance.now();
        if (job.shaped && now - drawn > REDRAW_MS) {
          drawn = now;
          this.#publish(request, false);
        }
      }
      if (!job.shaped && performance.now() - job.since > AT_ONCE_MS) {
        drawn = performance.now();
        this.#publish(request, false);
      }
      job.shaped = true;
    }
    this.#doneOf = job.key;
    this.#job = undefined;
    this.#calm();
    this.#publish(request, true);
    this.update();
  }

  /** Some sizes of one engine. Gives whether the job is over. */
  async #pass(job: Job, ask: SweepWorker['ask'], id: string, sizes: readonly number[]): Promise<boolean> {
    const { machine } = job.request;
    const known = this.#draught(id);
    if (!known.asked) {
      const found = await ask.limits(id, machine);
      if (this.#job !== job) return true;
      known.limits = found;
      known.asked = true;
    }
    const wanted = pooled(engineById(id)) ? sizes : sizes.filter((size) => size === 1);
    let missing = wanted.filter((size) => !known.samples.has(size));
    while (missing.length > 0 && known.refused === undefined) {
      if (job.shaped && performance.now() - job.since > MOST_MS) return false;
      const got = await ask.some(id, machine, missing).catch(refusal);
      if (this.#job !== job) return true;
      if (typeof got === 'string') known.refused = got;
      else {
        for (const sample of got) known.samples.set(sample.size, sample);
        missing = missing.slice(got.length);
      }
      if (job.shaped && this.#outdated(job)) {
        this.#job = undefined;
        this.#look();
        return true;
      }
    }
    return false;
  }

  #outdated({ key }: Job): boolean {
    return sweepKey(this.#page.request()) !== key;
  }

  #draught(id: string): Draught {
    let known = this.#known.get(id);
    if (!known) {
      known = { samples: new Map(), limits: undefined, asked: false, refused: undefined };
      this.#known.set(id, known);
    }
    return known;
  }

  #publish({ engines }: SweepRequest, complete: boolean): void {
    const curves = engines.map((engine): Curve => {
      const { samples, limits, refused } = this.#draught(engine);
      return { engine, samples: [...samples.values()].sort((a, b) => a.size - b.size), limits, refused };
    });
    this.#page.publish(curves, complete);
  }

  #calm(): void {
    clearTimeout(this.#impatient);
    this.#impatient = undefined;
  }

  /** Stops at once, in mid-prediction. What is known stays. */
  #stop(): void {
    this.#calm();
    this.#job = undefined;
    this.#worker?.end();
    this.#worker = undefined;
  }
}

/** What the page can say of an error: without the place in the scenario, and without what stands there. */
function refusal(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^scenario\.\S+: /, '').replace(/, found .*$/s, '');
}

/** What samples depend on. The pool size of the page is not part of that: the sweep takes all sizes. */
const baseKey = (request: SweepRequest): string => requestKey(request);

const sweepKey = (request: SweepRequest): string => requestKey(request, request.engines);
