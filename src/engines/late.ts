/** Programs of an engine that are loaded with the first prediction or run that needs them. */
import type { Scheduler } from './scheduler.ts';

export class Late {
  readonly #load: () => Promise<Scheduler>;
  #scheduler: Scheduler | undefined;
  #loading: Promise<void> | undefined;

  constructor(load: () => Promise<Scheduler>) {
    this.#load = load;
  }

  get isThere(): boolean {
    return this.#scheduler !== undefined;
  }

  /** The programs. @throws {Error} where they are not there yet */
  get scheduler(): Scheduler {
    if (!this.#scheduler) throw new Error('wait for whenThere(engine)');
    return this.#scheduler;
  }

  /** Loads them, once. Where that fails the next call tries again. */
  load(): Promise<void> {
    this.#loading ??= this.#load().then(
      (scheduler) => {
        this.#scheduler = scheduler;
      },
      (error) => {
        this.#loading = undefined;
        throw error;
      },
    );
    return this.#loading;
  }
}

interface MayBeLate {
  readonly late?: Late;
}

/** Whether an engine's programs are there, so that it can be predicted at once. */
export const isThere = ({ late }: MayBeLate): boolean => late?.isThere ?? true;

/** Resolves once they are. @throws the error of a load that failed */
export const whenThere = async ({ late }: MayBeLate): Promise<void> => late?.load();
