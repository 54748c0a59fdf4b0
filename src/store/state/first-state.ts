/** What the page knows before anything has happened. */
import { type Draft, draftScenario } from '../../scenario/draft.ts';
import { assumedMachine } from '../machine/machine.ts';
import { FIRST_LOOK } from './first-look.ts';
import type { ModeId } from './modes.ts';
import type { Mistake, Notice, SettingsSlice, State } from './state.ts';

/** What the page opens with. */
export interface Opening extends SettingsSlice {
  readonly draft: Draft;
  /** What was wrong with the link. */
  readonly notice: Notice | null;
  /** Tasks unless the address names another. */
  readonly mode?: ModeId;
  /** Whether it is the very first visit. */
  readonly welcome?: boolean;
  /** This computer's. */
  readonly cores: number;
}

/**
 * @param good the draft that the scenario stands for: the opening one, unless its text is wrong
 * @param sliderMax how far the slider reaches for so many workers
 */
export function firstState(
  { draft, notice, mode = 'tasks', welcome = false, theme, singleKeys, cores }: Opening,
  good: Draft,
  mistake: Mistake | null,
  sliderMax: (workers: number) => number,
): State {
  const scenario = draftScenario(good);
  const assumed = assumedMachine(draft.machine, undefined, cores, scenario);
  return {
    draft,
    scenario,
    mistake,
    notice,
    machineName: assumed.name,
    assumed,
    calibration: { kind: 'none' },
    sliderMax: sliderMax(scenario.workers ?? cores),
    canUndo: false,
    canRedo: false,
    run: { kind: 'ready' },
    busy: false,
    lastRun: null,
    makespans: {},
    cutOffs: {},
    predicting: null,
    bySize: [],
    seedBands: {},
    ...FIRST_LOOK,
    hovered: null,
    following: true,
    measuring: false,
    onlyState: null,
    showsPath: false,
    panel: 'figures',
    folded: null,
    cursorMs: null,
    playing: 0,
    replayAt: null,
    notes: [],
    writing: null,
    opened: [],
    revision: 0,
    mode,
    welcome,
    theme,
    singleKeys,
  };
}
