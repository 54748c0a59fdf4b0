/** What the page knows and what can be done with it. Traces themselves live in the registry, never here. */
import type { Draft, MachineChoice } from '../../scenario/draft.ts';
import type { Kill, Scenario } from '../../scenario/scenario.ts';
import type { Assumed } from '../machine/machine.ts';
import type { Differs } from '../traces/own-runs.ts';
import type { ModeId } from './modes.ts';

/** Where the text of the editor is wrong; the pictures keep the last good text. */
export interface Mistake {
  readonly message: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** Characters. */
  readonly length: number;
}

/** What is wrong with a link. */
export interface Notice {
  /** Begins with a small letter and has no full stop. */
  readonly says: string;
  /** The rest of the link was opened. Otherwise nothing of it was. */
  readonly opened: boolean;
}

/** Makespans (ms) from the 5th to the 95th of a hundred seeds. Infinite where the run would hang. */
export interface Band {
  readonly fromMs: number;
  readonly toMs: number;
}
/** By engine id; engines that are not there have none, or none yet. */
export type Bands = Readonly<Record<string, Band>>;

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
  | {
      readonly kind: 'finished';
      readonly tookMs: number;
      readonly oneByOne: boolean;
      readonly hidden: boolean;
      readonly clockJumpedMs?: number;
    }
  | { readonly kind: 'cancelled'; readonly atMs: number }
  | { readonly kind: 'broken'; readonly message: string };

/** The page's last run, where not all of it is of the scenario on the page. What no longer is, is never drawn as bars. */
export interface LastRun {
  readonly differs: Differs;
  /** Ids of the engines whose run is another than the one on the page would be. */
  readonly engines: readonly string[];
  /** It is drawn: dashed, below the prediction. */
  readonly shown: boolean;
  /** How the run ended, for when the scenario on the page is the run's again. */
  readonly ended: RunState;
}

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
export type Panel = 'figures' | 'charts' | 'tasks' | 'range' | 'output' | 'monitor' | 'compare' | 'notes';

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

/** What the editor, the controls and the URL hold, and what came of reading that. */
export interface DraftSlice {
  readonly draft: Draft;
  /** The scenario of the last good text, knobs and all: what pictures, Run and `overlap.scenario` mean. */
  readonly scenario: Scenario;
  readonly mistake: Mistake | null;
  /** What was wrong with the link that the page was opened with. */
  readonly notice: Notice | null;
  /** The machine that predictions assume, in words: "ideal machine, 2 cores". */
  readonly machineName: string;
  /** That machine itself, and where it is from. */
  readonly assumed: Assumed;
  readonly calibration: Calibration;
  /** The pool size at the slider's right end: 16, more where the pool is larger. */
  readonly sliderMax: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export interface DraftActions {
  setText(text: string): void;
  /** Moves a knob: rewrites its line, or keeps it beside the text where there is none. */
  setKnob(name: string, value: number | string | readonly Kill[] | undefined): void;
  setEngines(ids: readonly string[]): void;
  /** Which machine predictions assume; undefined is what Calibrate found, else the ideal one. */
  setMachine(choice: MachineChoice | undefined): void;
  /** Measures this browser and makes it the machine of the page's predictions. */
  calibrate(): Promise<void>;
  loadDraft(draft: Draft): void;
  /** Says what is wrong with a link. */
  notify(notice: Notice): void;
  undo(): void;
  redo(): void;
  /** Back to what the page opened with. */
  reset(): void;
}

export interface RunSlice {
  readonly run: RunState;
  /** Something is measured, a run or this browser, the page's or a caller's: nothing else may compute meanwhile. */
  readonly busy: boolean;
  readonly lastRun: LastRun | null;
}

export interface RunActions {
  /** Begins the page's run; asks first where it would stop the page for over 2 s and `sure` is not set. */
  start(sure?: boolean): void;
  cancel(): void;
  showLastRun(shown: boolean): void;
}

/** What is predicted. The predictor alone changes it. */
export interface PredictionSlice {
  /**
   * Predicted makespan (ms) by engine id, all listed engines, also those not chosen; NaN while unknown or cut off, infinite where
   * it hangs.
   */
  readonly makespans: Readonly<Record<string, number>>;
  /** Engines whose prediction was too much work and was cut off: up to when it goes (ms), by engine id. */
  readonly cutOffs: Readonly<Record<string, number>>;
  /** How many of the engines shown are predicted, while a worker takes its time over them; null: nothing to wait for. */
  readonly predicting: { readonly done: number; readonly of: number } | null;
  /** Predicted makespan (ms) of the first engine shown by pool size: the columns over the slider, at `columnSizes(sliderMax)`. */
  readonly bySize: readonly number[];
  /** Where the model draws which waiter gets the GIL next: the makespans over a hundred seeds, by engine id. */
  readonly seedBands: Bands;
}

/** How one looks, and what of that is not worth a step of Back and Forward. */
export interface LookSlice extends Look {
  readonly hovered: Selection | null;
  /** The window follows the end of a live run. */
  readonly following: boolean;
  /** A plain drag marks a range, as one with Shift does: for touch. */
  readonly measuring: boolean;
  /** The state that alone is shown while the pointer or the focus is on its entry of the key; its name in the key. */
  readonly onlyState: string | null;
  /** The critical path of the whole run is drawn while nothing is selected. */
  readonly showsPath: boolean;
  readonly panel: Panel;
  /** The dock is folded to a line, or not; null: by the room there is. */
  readonly folded: boolean | null;
}

export interface LookActions {
  setView(view: TimeWindow | null): void;
  select(selection: Selection | null): void;
  /** Changes how one looks: any members of `Look` at once. */
  look(change: Partial<Look>): void;
  /** Goes back to how one looked before: the window no longer follows a run, and a selection that is gone is none. */
  lookAgain(look: Look): void;
  hover(selection: Selection | null): void;
  follow(following: boolean): void;
  setMeasuring(measuring: boolean): void;
  showOnly(state: string | null): void;
  showPath(shown: boolean): void;
  /** Brings a panel of the dock forward. */
  showPanel(panel: Panel): void;
  /** Folds the dock to a line, or opens it. */
  fold(folded: boolean): void;
}

export interface ReplaySlice {
  /** The replay's moment (ms); null: no replay. */
  readonly cursorMs: number | null;
  /** How many times as fast as the run the replay plays; 0: it stands. */
  readonly playing: number;
  /**
   * Events of one instant come one after another: in that section so many of its run's events have happened. Null: all of the moment
   * has, in every section.
   */
  readonly replayAt: { readonly section: string; readonly done: number } | null;
}

export interface ReplayActions {
  /** Moves the replay's moment, has it play or stand; members left out stay, but that another moment has happened as a whole. */
  replay(change: Partial<ReplaySlice>): void;
}

export interface NotesSlice {
  readonly notes: readonly Note[];
  /** The note that is being written; null: none. */
  readonly writing: number | null;
}

export interface NotesActions {
  /** Opens the editor of a note; null closes it. */
  writeNote(id: number | null): void;
}

export interface RunsSlice {
  readonly opened: readonly OpenedRun[];
  /** Raised at most once a frame, whenever a trace in the registry has changed. */
  readonly revision: number;
}

export interface RunsActions {
  /** Something in the registry, or in how it is shown, has changed: whoever reads traces reads them again. */
  tracesChanged(): void;
}

/** Which of the page's ways in is shown. */
export interface ModeSlice {
  readonly mode: ModeId;
  /** Nothing was done yet on the very first visit. */
  readonly welcome: boolean;
}

export interface ModeActions {
  setMode(mode: ModeId): void;
  endWelcome(): void;
}

export interface SettingsSlice {
  readonly theme: 'system' | 'light' | 'dark';
  /** Whether keys without Ctrl or Cmd do anything outside text fields. */
  readonly singleKeys: boolean;
}

export interface SettingsActions {
  setTheme(theme: SettingsSlice['theme']): void;
  setSingleKeys(on: boolean): void;
}

export type State = DraftSlice &
  RunSlice &
  PredictionSlice &
  LookSlice &
  ReplaySlice &
  NotesSlice &
  RunsSlice &
  ModeSlice &
  SettingsSlice;

/** All that changes the state from outside the store: one door. */
export type Actions = DraftActions &
  RunActions &
  LookActions &
  ReplayActions &
  NotesActions &
  RunsActions &
  ModeActions &
  SettingsActions;
