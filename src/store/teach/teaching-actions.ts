/** The lesson that is being made: kept in this browser, with what it was before each change. Storage that fails is done without. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  isOfProgram,
  MOST,
  type Subject,
  type TasksStep,
  type TaughtLesson,
  type TaughtStep,
  taughtJson,
} from '../../learn/taught.ts';
import type { Keeper } from '../draft/persistence.ts';
import { readLesson } from './read-lesson.ts';

const KEY = 'overlap.teach';
/** So many changes can be taken back. */
const MOST_PAST = 100;

export interface Teaching {
  readonly title: string;
  /** None before anything was made. */
  readonly steps: readonly TaughtStep[];
  /** The place of the step that is shown. */
  readonly at: number;
}

interface Standing extends Teaching {
  readonly past: readonly Teaching[];
  /** What the last change was of: typing on in the same field is one change. */
  readonly last: string;
}

export interface TeachingActions {
  show(at: number): void;
  setTitle(title: string): void;
  /** Changes what the step that is shown says and asks. `what`: names the field, so that typing on in it is one change. */
  change(what: string, words: Partial<Pick<TaughtStep, 'look' | 'text' | 'question'>>): void;
  /** Which results the step hides; only one of tasks does. */
  hide(engines: TasksStep['hides']): void;
  /** Has the step be about something else, looked at in this way. What it says stays. */
  about(subject: Subject, look: string): void;
  /** Takes away its question. */
  askNothing(): void;
  /** Behind the last one; the first of them is shown. Gives how many had no room. */
  add(steps: readonly TaughtStep[]): number;
  remove(): void;
  /** Moves the step that is shown by so many places. */
  move(by: -1 | 1): void;
  /** Another lesson in place of this one. */
  replace(lesson: TaughtLesson): void;
  undo(): void;
}

export type TeachingStore = StoreApi<Standing & TeachingActions>;

const EMPTY: Teaching = { title: '', steps: [], at: 0 };

export function createTeaching(keeper: Keeper | undefined): TeachingStore {
  const store: TeachingStore = createStore<Standing & TeachingActions>()((set, get) => {
    const to = (next: Partial<Teaching>, what = '') => {
      const { title, steps, at, past, last } = get();
      const goesOn = what !== '' && what === last;
      set({
        ...next,
        last: what,
        past: goesOn ? past : [...past, { title, steps, at }].slice(-MOST_PAST),
      });
    };
    const withStep = (change: (step: TaughtStep) => TaughtStep, what: string) => {
      const { steps, at } = get();
      to({ steps: steps.map((step, i) => (i === at ? change(step) : step)) }, what);
    };
    return {
      ...(read(keeper) ?? EMPTY),
      past: [],
      last: '',
      show: (at) => set({ at, last: '' }),
      setTitle: (title) => to({ title: title.slice(0, MOST.title) }, 'title'),
      change: (what, words) => withStep((step) => ({ ...step, ...words }), what && `${what} of ${get().at}`),
      hide: (hides) => withStep((step) => (isOfProgram(step) ? step : { ...step, hides }), ''),
      about: (subject, look) =>
        withStep(({ text, question }) => ({ ...subject, look, text, ...(question && { question }) }), ''),
      askNothing: () => withStep(({ question: _, ...step }) => step, ''),
      add: (added) => {
        const { steps } = get();
        const room = added.slice(0, MOST.steps - steps.length);
        if (room.length > 0) to({ steps: [...steps, ...room], at: steps.length });
        return added.length - room.length;
      },
      remove: () => {
        const { steps, at } = get();
        to({ steps: steps.filter((_, i) => i !== at), at: Math.max(0, Math.min(at, steps.length - 2)) });
      },
      move: (by) => {
        const { steps, at } = get();
        const next = [...steps];
        const [moved] = next.splice(at, 1);
        if (moved === undefined || next.length < at + by || at + by < 0) return;
        next.splice(at + by, 0, moved);
        to({ steps: next, at: at + by });
      },
      replace: ({ title, steps }) => to({ title, steps, at: 0 }),
      undo: () => {
        const { past } = get();
        const before = past.at(-1);
        if (before) set({ ...before, past: past.slice(0, -1), last: '' });
      },
    };
  });
  store.subscribe(({ title, steps }, before) => {
    if (title === before.title && steps === before.steps) return;
    try {
      if (steps.length === 0 && title === '') keeper?.removeItem(KEY);
      else keeper?.setItem(KEY, JSON.stringify(taughtJson({ title, steps })));
    } catch {
      // Full or forbidden: it lasts as long as the page.
    }
  });
  return store;
}

function read(keeper: Keeper | undefined): Teaching | undefined {
  try {
    return { ...readLesson(JSON.parse(keeper?.getItem(KEY) ?? '')), at: 0 };
  } catch {
    return undefined;
  }
}
