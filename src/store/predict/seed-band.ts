/**
 * Where the model draws who gets the GIL next, one prediction is one of many: the makespans over a hundred seeds, worked out in a
 * worker once the wishes rest, the latest of them only, and never beside a run.
 */
import type { Engine } from '../../engines/engine.ts';
import type { EngineFacts } from '../../engines/facts.ts';
import { ENGINES } from '../../engines/list.ts';
import { computes, type Scenario } from '../../scenario/scenario.ts';
import type { Wish } from './prediction-request.ts';
import { wishKey } from './request-key.ts';
import { type Apart, predictApart } from './start-prediction-worker.ts';

/** Makespans (ms) from the 5th to the 95th of a hundred seeds. Infinite where the run would hang. */
export interface Band {
  readonly fromMs: number;
  readonly toMs: number;
}
/** By engine id; engines that are not there have none, or none yet. */
export type Bands = Readonly<Record<string, Band>>;

interface Host {
  wish(): Wish;
  /** Whether something is being measured, which a worker that computes would disturb. */
  measuring(): boolean;
  publish(bands: Bands): void;
}

const SEEDS = 100;
/** So long without another wish, and the hundred begin. */
const REST_MS = 300;
/** A hundred that take longer are not worth the fan's noise. */
const PATIENCE_MS = 20_000;

/** Whether a prediction depends on the seed beyond its tasks: they compute under one lock. */
export function drawsHandOver({ lanes }: EngineFacts, scenario: Scenario): boolean {
  return lanes.cpu === 'gil' && scenario.tasks.length > 1 && computes(scenario);
}

/** From the 5th to the 95th of a hundred; of one value, that value. */
export function bandOf(makespans: readonly number[]): Band {
  const sorted = makespans.toSorted((a, b) => a - b);
  return {
    fromMs: sorted[Math.floor(sorted.length * 0.05)]!,
    toMs: sorted[Math.ceil(sorted.length * 0.95) - 1]!,
  };
}

export class SeedBand {
  readonly #host: Host;
  /** What is shown, and for which wish of which engine. */
  #bands: Bands = {};
  readonly #keys = new Map<string, string>();
  #resting: ReturnType<typeof setTimeout> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #job: Apart | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  /** The wish has changed, or a measurement has begun or ended. */
  request(): void {
    this.#stop();
    const wish = this.#host.wish();
    const wanted = wantedIn(wish);
    const right = wanted.filter(({ id }) => this.#keys.get(id) === keyOf(wish, id));
    this.#show(Object.fromEntries(right.flatMap(({ id }) => (this.#bands[id] ? [[id, this.#bands[id]]] : []))));
    for (const id of this.#keys.keys()) if (!right.some((engine) => engine.id === id)) this.#keys.delete(id);
    if (right.length === wanted.length || this.#host.measuring() || typeof Worker === 'undefined') return;
    this.#resting = setTimeout(() => void this.#work(), REST_MS);
  }

  async #work(): Promise<void> {
    const wish = this.#host.wish();
    const job = predictApart({ draft: wish.draft }, () => this.#stop());
    this.#job = job;
    this.#patience = setTimeout(() => this.#stop(), PATIENCE_MS);
    for (const { id } of wantedIn(wish)) {
      const key = keyOf(wish, id);
      if (this.#keys.get(id) === key) continue;
      const makespans = await job.service.overSeeds(id, wish.machine, SEEDS).catch(() => undefined);
      if (this.#job !== job) return;
      this.#keys.set(id, key);
      if (makespans) this.#show({ ...this.#bands, [id]: bandOf(makespans) });
    }
    this.#stop();
  }

  #stop(): void {
    clearTimeout(this.#resting);
    clearTimeout(this.#patience);
    this.#job?.end();
    this.#job = undefined;
  }

  #show(bands: Bands): void {
    const same = Object.keys(bands).length === Object.keys(this.#bands).length;
    if (same && Object.entries(bands).every(([id, band]) => this.#bands[id] === band)) return;
    this.#bands = bands;
    this.#host.publish(bands);
  }
}

/** The engines shown whose makespan is drawn. */
function wantedIn({ shown, scenario }: Wish): Engine[] {
  return ENGINES.filter((engine) => shown.includes(engine.id) && drawsHandOver(engine, scenario));
}

const keyOf = (wish: Wish, engine: string): string => wishKey(wish, [engine, wish.scenario.workers]);
