/** This tab as a machine of other tabs' runs: it joins each run that takes machines, and starts the workers that the run asks for. */
import '../own-scripts.ts';
import { wrap } from 'comlink';
import { newWorker } from '../pool/worker-handle.ts';
import type { Service, TabNews } from '../worker/service.ts';
import { hold, lockOfRun, lockOfTab, newName, PAGE, type Said, Tabs, whenFree } from './said.ts';

/** A run that this tab works for. */
export interface RunServed {
  readonly run: string;
  /** What its engine is called. */
  readonly engine: string;
  /** Workers that it has here, and how many of them have a task in hand. */
  readonly workers: number;
  readonly busy: number;
  /** Attempts that have ended here. */
  readonly ended: number;
}

interface Served {
  readonly engine: string;
  readonly over: AbortController;
  readonly workers: Map<string, { readonly worker: Worker; busy: boolean }>;
  ended: number;
}

export class GuestTab {
  readonly #name = newName();
  readonly #tell: (runs: readonly RunServed[]) => void;
  readonly #tabs = new Tabs((said) => this.#hear(said));
  readonly #runs = new Map<string, Served>();
  #letGo: (() => void) | undefined;
  #left = false;
  readonly #leave = () => this.leave();

  /** `tell` is told how things stand, whenever that changes. */
  constructor(tell: (runs: readonly RunServed[]) => void) {
    this.#tell = tell;
    addEventListener('pagehide', this.#leave);
    void hold(lockOfTab(this.#name)).then((letGo) => {
      if (this.#left) return letGo();
      this.#letGo = letGo;
      this.#tabs.say({ says: 'which runs' });
    });
  }

  /** It works for nobody any more: to its runs that is a machine that goes away. */
  leave(): void {
    if (this.#left) return;
    this.#left = true;
    removeEventListener('pagehide', this.#leave);
    this.#tabs.say({ says: 'leave', tab: this.#name });
    for (const run of [...this.#runs.keys()]) this.#end(run);
    this.#letGo?.();
    this.#tabs.close();
  }

  #hear(said: Said): void {
    switch (said.says) {
      case 'run':
        if (said.page !== PAGE) this.#join(said.run, said.engine);
        return;
      case 'start':
        if (said.tab === this.#name) void this.#start(said.run, said.worker);
        return;
      case 'end':
        for (const { workers } of this.#runs.values()) {
          workers.get(said.worker)?.worker.terminate();
          workers.delete(said.worker);
        }
        this.#show();
        return;
      // What other such tabs say.
      case 'which runs':
      case 'join':
      case 'started':
      case 'leave':
        return;
    }
  }

  #join(run: string, engine: string): void {
    if (this.#runs.has(run)) return;
    const over = new AbortController();
    this.#runs.set(run, { engine, over, workers: new Map(), ended: 0 });
    whenFree(lockOfRun(run), over.signal, () => this.#end(run));
    this.#tabs.say({ says: 'join', run, tab: this.#name });
    this.#show();
  }

  async #start(run: string, name: string): Promise<void> {
    const served = this.#runs.get(run);
    if (!served) return;
    const worker = newWorker();
    const one = { worker, busy: false };
    served.workers.set(name, one);
    worker.addEventListener('message', ({ data }: MessageEvent<Partial<TabNews>>) => {
      if (data.busy === undefined) return;
      if (one.busy && !data.busy) served.ended++;
      one.busy = data.busy;
      this.#show();
    });
    this.#show();
    await wrap<Service>(worker).serveOn(name);
    if (served.workers.has(name)) this.#tabs.say({ says: 'started', worker: name });
  }

  /** The run is over, or this tab leaves it. */
  #end(run: string): void {
    const served = this.#runs.get(run);
    if (!served) return;
    served.over.abort();
    for (const { worker } of served.workers.values()) worker.terminate();
    this.#runs.delete(run);
    this.#show();
  }

  #show(): void {
    this.#tell(
      [...this.#runs].map(([run, { engine, workers, ended }]) => ({
        run,
        engine,
        workers: workers.size,
        busy: [...workers.values()].filter(({ busy }) => busy).length,
        ended,
      })),
    );
  }
}
