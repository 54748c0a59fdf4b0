/**
 * The worker of the page's own predictions. It stays warm from job to job: only the first job waits until the worker has started and
 * read the tasks.
 */
import type { Remote } from 'comlink';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Service } from '../worker/start-service.ts';
import type { PredictionRequest } from './prediction-request.ts';
import type { PredictionService } from './prediction-worker.ts';
import { startPredictionWorker } from './start-prediction-worker.ts';

/** After so long without a job (ms) the worker ends, and with it its copy of the tasks. */
const KEPT_MS = 20_000;

interface Warm {
  readonly service: Service<PredictionService>;
  tasks: Scenario['tasks'];
  /** Calls that the worker has not answered. */
  open: number;
}

export class WarmWorker {
  readonly #failed: (error: Error) => void;
  #warm: Warm | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;

  /** `failed` is called if the worker cannot be started, or broke. */
  constructor(failed: (error: Error) => void) {
    this.#failed = failed;
  }

  /** Gives the worker a scenario. Tasks that it has are not read again. */
  take({ draft, scenario }: Pick<PredictionRequest, 'draft' | 'scenario'>): void {
    clearTimeout(this.#rest);
    const { tasks, ...knobs } = scenario;
    const failed = (error: Error) => {
      this.end();
      this.#failed(error);
    };
    if (!this.#warm) this.#warm = { service: startPredictionWorker({ draft }, failed), tasks, open: 0 };
    else {
      const { ask } = this.#warm.service;
      (tasks === this.#warm.tasks ? ask.turn(knobs) : ask.take({ draft })).catch(failed);
      this.#warm.tasks = tasks;
    }
  }

  /** What the worker answers. Never, if it is ended meanwhile. */
  async ask<T>(question: (ask: Remote<PredictionService>) => Promise<T>): Promise<T> {
    const warm = this.#warm!;
    warm.open++;
    try {
      return await question(warm.service.ask);
    } finally {
      warm.open--;
    }
  }

  /** The job is over. A worker that still computes for that job is ended: the next job would have to wait for it. */
  release(): void {
    if (this.#warm && this.#warm.open > 0) this.end();
    clearTimeout(this.#rest);
    if (this.#warm) this.#rest = setTimeout(() => this.end(), KEPT_MS);
  }

  end(): void {
    clearTimeout(this.#rest);
    this.#warm?.service.end();
    this.#warm = undefined;
  }
}
