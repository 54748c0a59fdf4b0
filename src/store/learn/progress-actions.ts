/** What was guessed and done, kept in this browser. Storage that fails is done without. */
import { createStore, type StoreApi } from 'zustand/vanilla';

const KEY = 'overlap.learn';

export interface Progress {
  /** Ids of lessons whose last step was reached. */
  readonly done: readonly string[];
  /** By lesson: the moment (ms), or the place of the option. */
  readonly guesses: Readonly<Record<string, number>>;
}

export interface ProgressActions {
  guess(lesson: string, value: number): void;
  /** The guess is taken back. */
  guessAgain(lesson: string): void;
  finish(lesson: string): void;
  clear(): void;
}

export type ProgressStore = StoreApi<Progress & ProgressActions>;

type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const NOTHING: Progress = { done: [], guesses: {} };

export function createProgress(keeper: Keeper | undefined): ProgressStore {
  const store: ProgressStore = createStore<Progress & ProgressActions>()((set) => ({
    ...read(keeper),
    guess: (lesson, value) => set(({ guesses }) => ({ guesses: { ...guesses, [lesson]: value } })),
    guessAgain: (lesson) => set(({ guesses: { [lesson]: _, ...guesses } }) => ({ guesses })),
    finish: (lesson) => set(({ done }) => (done.includes(lesson) ? {} : { done: [...done, lesson] })),
    clear: () => set(NOTHING),
  }));
  store.subscribe(({ done, guesses }) => {
    try {
      if (done.length === 0 && Object.keys(guesses).length === 0) keeper?.removeItem(KEY);
      else keeper?.setItem(KEY, JSON.stringify({ done, guesses }));
    } catch {
      // Full or forbidden: the visit goes on without.
    }
  });
  return store;
}

function read(keeper: Keeper | undefined): Progress {
  try {
    const { done, guesses } = JSON.parse(keeper?.getItem(KEY) ?? '') as Record<string, unknown>;
    return {
      done: Array.isArray(done) ? done.filter((id) => typeof id === 'string') : [],
      guesses: Object.fromEntries(Object.entries(guesses ?? {}).filter(([, value]) => Number.isFinite(value))),
    };
  } catch {
    return NOTHING;
  }
}
