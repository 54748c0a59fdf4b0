/** The tabs that work for a run of this page: told of it, welcomed as machines, and known to be gone. */
import type { WorkerLike } from '../pool/worker-endpoint.ts';
import { hold, lockOfRun, lockOfTab, newName, PAGE, type Said, Tabs, whenFree } from './said.ts';
import { TabWorker } from './tab-worker.ts';

/** A machine that joins a run in its midst. */
export interface Guest {
  /** Starts a worker there. */
  makeWorker(): WorkerLike;
  /** Acts once the machine is gone. */
  whenGone(act: () => void): void;
}

export class Guests {
  readonly #run: string;
  readonly #engine: string;
  readonly #join: (guest: Guest) => void;
  readonly #tabs = new Tabs((said) => this.#hear(said));
  readonly #over = new AbortController();
  /** By tab: what is done once it is gone. */
  readonly #gone = new Map<string, (() => void) | undefined>();
  /** By name, those that do not hear yet. */
  readonly #starting = new Map<string, TabWorker>();

  /** `run`: its name. `engine`: what it is called. `join` is told of each tab that comes, also in mid-run. */
  constructor(run: string, engine: string, join: (guest: Guest) => void) {
    this.#run = run;
    this.#engine = engine;
    this.#join = join;
    void hold(lockOfRun(run)).then((letGo) => {
      if (this.#over.signal.aborted) return letGo();
      this.#over.signal.addEventListener('abort', letGo);
      this.#announce();
    });
  }

  /** The run is over: the tabs know by its lock. */
  end(): void {
    this.#over.abort();
    this.#tabs.close();
  }

  #announce(): void {
    this.#tabs.say({ says: 'run', run: this.#run, page: PAGE, engine: this.#engine });
  }

  #hear(said: Said): void {
    switch (said.says) {
      case 'which runs':
        this.#announce();
        return;
      case 'join':
        if (said.run === this.#run) this.#welcome(said.tab);
        return;
      case 'started':
        this.#starting.get(said.worker)?.started();
        this.#starting.delete(said.worker);
        return;
      case 'leave':
        this.#left(said.tab);
        return;
      // What runs say.
      case 'run':
      case 'start':
      case 'end':
        return;
    }
  }

  #welcome(tab: string): void {
    if (this.#gone.has(tab)) return;
    this.#gone.set(tab, undefined);
    whenFree(lockOfTab(tab), this.#over.signal, () => this.#left(tab));
    this.#join({
      makeWorker: () => this.#makeWorker(tab),
      whenGone: (act) => this.#gone.set(tab, act),
    });
  }

  #makeWorker(tab: string): TabWorker {
    const worker = `overlap-guest-${newName()}`;
    const made = new TabWorker(worker, () => {
      this.#starting.delete(worker);
      if (!this.#over.signal.aborted) this.#tabs.say({ says: 'end', worker });
    });
    this.#starting.set(worker, made);
    this.#tabs.say({ says: 'start', run: this.#run, tab, worker });
    return made;
  }

  #left(tab: string): void {
    const act = this.#gone.get(tab);
    this.#gone.delete(tab);
    act?.();
  }
}
