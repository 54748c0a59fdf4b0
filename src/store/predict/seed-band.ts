/**
 * The seed draws which waiting thread gets the GIL next. So a prediction under the GIL is one of many: this band says between which
 * makespans a hundred seeds lie. A worker predicts them once the requests rest, for the latest request only, and never beside a run.
 */
import type { Engine } from '../../engines/engine.ts';
import { ENGINES } from '../../engines/list.ts';
import type { Band, Bands } from '../state/state.ts';
import type { Service } from '../worker/start-service.ts';
import { drawsHandOver } from './draws-hand-over.ts';
import type { PredictionRequest } from './prediction-request.ts';
import type { PredictionService } from './prediction-worker.ts';
import { requestKey } from './request-key.ts';
import { startPredictionWorker } from './start-prediction-worker.ts';

/** What the band needs of the page. */
export interface SeedBandPage {
  request(): PredictionRequest;
  /** Whether something is being measured, which a worker that computes would disturb. */
  measuring(): boolean;
  publish(bands: Bands): void;
}

const SEEDS = 100;
/** So long without another request, and the hundred begin. */
const REST_MS = 300;
/** A hundred that take longer are not worth the fan's noise. */
const PATIENCE_MS = 20_000;

/** From the 5th to the 95th of a hundred; of one value, that value. */
export function bandOf(makespans: readonly number[]): Band {
  const sorted = makespans.toSorted((a, b) => a - b);
  return {
    fromMs: sorted[Math.floor(sorted.length * 0.05)]!,
    toMs: sorted[Math.ceil(sorted.length * 0.95) - 1]!,
  };
}

export class SeedBand {
  readonly #page: SeedBandPage;
  /** What is shown, and for which request of which engine. */
  #bands: Bands = {};
  readonly #keys = new Map<string, string>();
  #resting: ReturnType<typeof setTimeout> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #job: Service<PredictionService> | undefined;

  constructor(page: SeedBandPage) {
    this.#page = page;
  }

  /** The request has changed, or a measurement has begun or ended. */
  update(): void {
    this.#stop();
    const request = this.#page.request();
    const wanted = wantedIn(request);
    const right = wanted.filter(({ id }) => this.#keys.get(id) === keyOf(request, id));
    this.#show(Object.fromEntries(right.flatMap(({ id }) => (this.#bands[id] ? [[id, this.#bands[id]]] : []))));
    for (const id of this.#keys.keys()) if (!right.some((engine) => engine.id === id)) this.#keys.delete(id);
    if (right.length === wanted.length || this.#page.measuring() || typeof Worker === 'undefined') return;
    this.#resting = setTimeout(() => void this.#work(), REST_MS);
  }

  async #work(): Promise<void> {
    const request = this.#page.request();
    const job = startPredictionWorker({ draft: request.draft }, () => this.#stop());
    this.#job = job;
    this.#patience = setTimeout(() => this.#stop(), PATIENCE_MS);
    for (const { id } of wantedIn(request)) {
      const key = keyOf(request, id);
      if (this.#keys.get(id) === key) continue;
      const makespans = await job.ask.overSeeds(id, request.machine, SEEDS).catch(() => undefined);
      if (this.#job !== job) return;
      this.#keys.set(id, key);
      // Fewer than asked for: each is too much work.
      if (makespans?.length === SEEDS) this.#show({ ...this.#bands, [id]: bandOf(makespans) });
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
    this.#page.publish(bands);
  }
}

/** The engines shown whose makespan is drawn. */
function wantedIn({ shown, scenario, machine }: PredictionRequest): Engine[] {
  return ENGINES.filter((engine) => shown.includes(engine.id) && drawsHandOver(engine, scenario, machine));
}

const keyOf = (request: PredictionRequest, engine: string): string =>
  requestKey(request, [engine, request.scenario.workers]);
