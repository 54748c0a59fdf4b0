/** What the page knows and what can be done with it. Traces themselves live in the registry, never here. */
import type { Draft, MachineChoice } from '../scenario/draft.ts';
import type { Kill, Scenario } from '../scenario/scenario.ts';
import type { Assumed } from './machine.ts';
import type { Bands } from './seed-band.ts';

/** Where the text of the editor is wrong; the pictures keep the last good text. */
export interface Mistake {
  readonly message: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** Characters. */
  readonly length: number;
}

/** Where the page's Run stands. */
export type RunState =
  | { readonly kind: 'ready' }
  /** Run was pressed, and it will stop the page for so long (ms, by prediction): go on? */
  | { readonly kind: 'asking'; readonly blockedMs: number }
  /** Workers start, calibrate and shake hands. */
  | { readonly kind: 'starting' }
  /** `now`: the engines under way; with cpu they run one after another. */
  | { readonly kind: 'running'; readonly now: readonly string[]; readonly oneByOne: boolean }
  /** Nothing under way can give `engines`' callers what they wait for; Cancel ends it. */
  | { readonly kind: 'hung'; readonly engines: readonly string[] }
  | { readonly kind: 'finished'; readonly tookMs: number; readonly oneByOne: boolean; readonly hidden: boolean }
  | { readonly kind: 'cancelled'; readonly atMs: number }
  | { readonly kind: 'broken'; readonly message: string };

/** Where Calibrate stands. */
export type Calibration =
  | { readonly kind: 'none' | 'under way' }
  /** "message 62 µs, worker start 41 ms, 231,000 rounds per ms" */
  | { readonly kind: 'found'; readonly says: string }
  | { readonly kind: 'failed'; readonly message: string };

/** A stretch of the time axis (ms). */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A task in one engine's picture. */
export interface Selection {
  readonly engine: string;
  readonly task: number;
  readonly attempt: number;
}

export interface State {
  /** What the editor, the controls and the URL hold. */
  readonly draft: Draft;
  /** The scenario of the last good text, knobs and all: what pictures, Run and `overlap.scenario` mean. */
  readonly scenario: Scenario;
  readonly mistake: Mistake | null;
  /** What was wrong with the link that the page was opened with. */
  readonly notice: string | null;
  readonly run: RunState;
  /** Something is measured, a run or this browser, the page's or a caller's: nothing else may compute meanwhile. */
  readonly busy: boolean;
  /** The machine that predictions assume, in words: "ideal machine, 2 cores". */
  readonly machineName: string;
  /** That machine itself, and where it is from. */
  readonly assumed: Assumed;
  readonly calibration: Calibration;
  /** Predicted makespan (ms) by engine id, all listed engines, also those not chosen; NaN while unknown, infinite where it hangs. */
  readonly makespans: Readonly<Record<string, number>>;
  /** Predicted makespan (ms) of the first engine shown by pool size: the columns over the slider, at `columnSizes(sliderMax)`. */
  readonly bySize: readonly number[];
  /** Where the model draws who gets the GIL next: the makespans over a hundred seeds, by engine id. */
  readonly seedBands: Bands;
  /** The pool size at the slider's right end: 16, more where the pool is larger. */
  readonly sliderMax: number;
  /** Raised at most once a frame, whenever a trace in the registry has changed. */
  readonly revision: number;
  /** What the time axis shows; null is all of it. */
  readonly view: TimeWindow | null;
  readonly selected: Selection | null;
  readonly hovered: Selection | null;
  readonly theme: 'system' | 'light' | 'dark';
  /** Whether keys without Ctrl or Cmd do anything outside text fields. */
  readonly singleKeys: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export interface Actions {
  setText(text: string): void;
  /** Moves a knob: rewrites its line, or keeps it beside the text where there is none. */
  setKnob(name: string, value: number | string | readonly Kill[] | undefined): void;
  setEngines(ids: readonly string[]): void;
  /** Which machine predictions assume; undefined is what Calibrate found, else the ideal one. */
  setMachine(choice: MachineChoice | undefined): void;
  /** Measures this browser and makes it the machine of the page's predictions. */
  calibrate(): Promise<void>;
  loadDraft(draft: Draft): void;
  undo(): void;
  redo(): void;
  reset(): void;
  /** Begins the page's run; asks first where it would stop the page for over 2 s and `sure` is not set. */
  start(sure?: boolean): void;
  cancel(): void;
  setView(view: TimeWindow | null): void;
  select(selection: Selection | null): void;
  hover(selection: Selection | null): void;
  setTheme(theme: State['theme']): void;
  setSingleKeys(on: boolean): void;
}
