/**
 * The worker of the page's own predictions. It is kept from job to job: only the first waits until it has started and read
 * the tasks.
 */
import type { Remote } from 'comlink';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Wish } from './prediction-request.ts';
import type { PredictService } from './prediction-worker.ts';
import { type Apart, predictApart } from './start-prediction-worker.ts';

/** After so long without a job (ms) it ends, and with it its copy of the tasks. */
const KEPT_MS = 20_000;

interface Kept {
  readonly apart: Apart;
  tasks: Scenario['tasks'];
  /** Calls that it has not answered. */
  under: number;
}

export class KeptWorker {
  readonly #failed: () => void;
  #kept: Kept | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;

  /** `failed`: it cannot be started, or broke. */
  constructor(failed: () => void) {
    this.#failed = failed;
  }

  /** Gives it a scenario. Tasks that it has are not read again. */
  take({ draft, scenario }: Wish): void {
    clearTimeout(this.#rest);
    const { tasks, ...knobs } = scenario;
    const failed = () => {
      this.end();
      this.#failed();
    };
    if (!this.#kept) this.#kept = { apart: predictApart({ draft }, failed), tasks, under: 0 };
    else {
      const { service } = this.#kept.apart;
      (tasks === this.#kept.tasks ? service.turn(knobs) : service.take({ draft })).catch(failed);
      this.#kept.tasks = tasks;
    }
  }

  /** What it answers. Never, if it is ended meanwhile. */
  async ask<T>(question: (service: Remote<PredictService>) => Promise<T>): Promise<T> {
    const kept = this.#kept!;
    kept.under++;
    try {
      return await question(kept.apart.service);
    } finally {
      kept.under--;
    }
  }

  /** The job is over. A worker that still computes for it is of no use: the next one would wait for that. */
  release(): void {
    if (this.#kept && this.#kept.under > 0) this.end();
    clearTimeout(this.#rest);
    if (this.#kept) this.#rest = setTimeout(() => this.end(), KEPT_MS);
  }

  end(): void {
    clearTimeout(this.#rest);
    this.#kept?.apart.end();
    this.#kept = undefined;
  }
}
