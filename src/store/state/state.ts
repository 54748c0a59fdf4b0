/** What the page knows and what can be done with it. Traces themselves live in the registry, never here. */
import type { Draft, MachineChoice } from '../../scenario/draft.ts';
import type { Kill, Scenario } from '../../scenario/scenario.ts';
import type { Assumed } from '../machine/machine.ts';
import type { Bands } from '../predict/seed-band.ts';

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

/** A task in one engine's picture. `engine` is the id of an engine, or of an opened run (`run:1`). */
export interface Selection {
  readonly engine: string;
  readonly task: number;
  readonly attempt: number;
}

/** An empty stretch of a lane. */
export interface IdleStretch extends TimeWindow {
  readonly engine: string;
  readonly lane: number;
}

/** How the lanes of all engines are put in order. */
export type LaneOrder = 'number' | 'start' | 'busy' | 'wait';

/** Lanes of one engine that stand first, and lanes that are left out, by number. */
export interface LaneChoice {
  readonly pinned: readonly number[];
  readonly hidden: readonly number[];
}

/** What somebody wrote about a moment (`toMs` equals `fromMs`), a range or, with `on`, an attempt at a task. */
export interface Note extends TimeWindow {
  readonly id: number;
  readonly text: string;
  readonly on?: Selection;
}

/** A run that was opened from a file, or kept: a section of its own in the timeline, below the engines. */
export interface OpenedRun {
  /** `run:1`, the section's id, and the registry's key of its trace. */
  readonly id: string;
  readonly name: string;
}

/** What the dock's left side shows. */
export type Panel = 'figures' | 'charts' | 'tasks' | 'range' | 'compare' | 'notes';

/**
 * How one looks at the runs: what Back and Forward step through. Beside it, what is not worth a step of its own
 * (pointer, replay, the panel).
 */
export interface Look {
  /** What the time axis shows; null is all of it. */
  readonly view: TimeWindow | null;
  readonly selected: Selection | null;
  readonly idle: IdleStretch | null;
  /** What is searched for; empty: nothing. Matches stay full, the rest fades. */
  readonly query: string;
  /** Only matches are drawn. */
  readonly onlyMatches: boolean;
  /** Sections that the user opened (true) or collapsed (false); the others go by room. */
  readonly groups: Readonly<Record<string, boolean>>;
  readonly laneOrder: LaneOrder;
  readonly laneChoice: Readonly<Record<string, LaneChoice>>;
  /** Each section has a time axis of its own: all of its own run. */
  readonly ownAxes: boolean;
  /** The range that is measured. */
  readonly range: TimeWindow | null;
}

export interface State extends Look {
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
  /** How many of the engines shown are predicted, while a worker takes its time over them; null: nothing to wait for. */
  readonly predicting: { readonly done: number; readonly of: number } | null;
  /** Predicted makespan (ms) of the first engine shown by pool size: the columns over the slider, at `columnSizes(sliderMax)`. */
  readonly bySize: readonly number[];
  /** Where the model draws who gets the GIL next: the makespans over a hundred seeds, by engine id. */
  readonly seedBands: Bands;
  /** The pool size at the slider's right end: 16, more where the pool is larger. */
  readonly sliderMax: number;
  /** Raised at most once a frame, whenever a trace in the registry has changed. */
  readonly revision: number;
  readonly hovered: Selection | null;
  /** The window follows the end of a live run. */
  readonly following: boolean;
  /** A plain drag marks a range, as one with Shift does: for touch. */
  readonly measuring: boolean;
  /** The replay's moment (ms); null: no replay. */
  readonly cursorMs: number | null;
  /** How many times as fast as the run the replay plays; 0: it stands. */
  readonly playing: number;
  /** The state that alone is shown while the pointer or the focus is on its entry of the key; its name in the key. */
  readonly onlyState: string | null;
  /** The critical path of the whole run is drawn while nothing is selected. */
  readonly showsPath: boolean;
  readonly notes: readonly Note[];
  /** The note that is being written; null: none. */
  readonly writing: number | null;
  readonly panel: Panel;
  readonly opened: readonly OpenedRun[];
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
  /** Changes how one looks: any members of `Look` at once. */
  look(change: Partial<Look>): void;
  hover(selection: Selection | null): void;
  /** Brings a panel of the dock forward. */
  showPanel(panel: Panel): void;
  setTheme(theme: State['theme']): void;
  setSingleKeys(on: boolean): void;
}
