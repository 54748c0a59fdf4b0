/**
 * Actions on the draft: text, knobs, engines and machine, with undo and redo. A draft whose text can be read becomes the scenario of
 * the page; where it cannot, the last good scenario stays and the mistake is told.
 */
import { type Draft, draftScenario, type MachineChoice, withKnob } from '../../scenario/draft.ts';
import { knobMember } from '../../scenario/knobs.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Kill, Scenario } from '../../scenario/scenario.ts';
import type { Calibrator } from '../machine/calibrator.ts';
import { assumedMachine } from '../machine/machine.ts';
import { sliderMax } from '../predict/slider.ts';
import { drawRuns } from '../run/last-run.ts';
import type { DraftActions, Mistake, Notice, State } from '../state/state.ts';
import type { Page } from '../state/store.ts';
import { isRun } from '../traces/registry.ts';
import { wordsOf } from '../worker/again.ts';
import { History } from './history.ts';
import { mistakeIn, mistakeOf } from './mistake.ts';

/** What the draft needs of the page. */
export interface DraftPage extends Page {
  readonly cores: number;
  readonly calibrator: Calibrator;
  /** The scenario, the engines or the machine have changed: what is predicted may be another. */
  changed(): void;
}

export class DraftEditor implements DraftActions {
  readonly #page: DraftPage;
  readonly #opened: Draft;
  readonly #history: History<Draft>;
  #good: Draft;
  /** What Calibrate found, once somebody pressed it. */
  #here: Machine | undefined;

  /** @param good the draft that the scenario stands for */
  constructor(page: DraftPage, good: Draft) {
    this.#page = page;
    this.#good = good;
    this.#opened = page.store.getState().draft;
    this.#history = new History(this.#opened);
  }

  /** The last draft whose text was right: what the scenario on the page stands for, and what links carry. */
  get good(): Draft {
    return this.#good;
  }

  /** The actions, to be put into the store. */
  get actions(): DraftActions {
    return {
      setText: (text) => this.setText(text),
      setKnob: (name, value) => this.setKnob(name, value),
      setEngines: (ids) => this.setEngines(ids),
      setMachine: (choice) => this.setMachine(choice),
      calibrate: () => this.calibrate(),
      loadDraft: (draft) => this.loadDraft(draft),
      notify: (notice) => this.notify(notice),
      undo: () => this.undo(),
      redo: () => this.redo(),
      reset: () => this.reset(),
    };
  }

  setText(text: string): void {
    this.#change({ ...this.#draft, text }, 'text');
  }

  setEngines(engines: readonly string[]): void {
    this.#change({ ...this.#draft, engines }, '');
  }

  setMachine(machine: MachineChoice | undefined): void {
    this.#change(onMachine(this.#draft, machine), 'machine');
  }

  loadDraft(draft: Draft): void {
    this.#change(draft, '');
  }

  notify(notice: Notice): void {
    this.#page.store.setState({ notice });
  }

  undo(): void {
    this.#travel(this.#history.undo());
  }

  redo(): void {
    this.#travel(this.#history.redo());
  }

  reset(): void {
    if (this.#draft !== this.#opened) this.#change(this.#opened, '');
  }

  setKnob(name: string, value: number | string | readonly Kill[] | undefined): void {
    const { scenario, mistake } = this.#page.store.getState();
    const draft = knobMoved(this.#draft, name, value);
    this.#history.push(draft, name, performance.now());
    if (name === 'seed' || (mistake && !mistakeIn(draft))) {
      this.#show(draft);
      return;
    }
    // The tasks do not depend on any knob but the seed, so they need not be read again.
    this.#good = knobMoved(this.#good, name, value);
    const { [name as 'kills']: _, ...rest } = scenario;
    this.#put(draft, (value === undefined ? rest : { ...rest, [name]: knobMember(name, value) }) as Scenario, mistake);
  }

  async calibrate(): Promise<void> {
    const { store, calibrator } = this.#page;
    store.setState({ calibration: { kind: 'under way' } });
    try {
      const [found, { foundWords }] = await Promise.all([calibrator.measure(), import('../machine/found-words.ts')]);
      this.#here = found.machine;
      store.setState({ calibration: { kind: 'found', says: foundWords(found) } });
      this.#change(onMachine(this.#draft, undefined), '');
    } catch (error) {
      store.setState({ calibration: { kind: 'failed', message: wordsOf(error) } });
    }
  }

  get #draft(): Draft {
    return this.#page.store.getState().draft;
  }

  #change(draft: Draft, kind: string): void {
    this.#history.push(draft, kind, performance.now());
    this.#show(draft);
  }

  #travel(draft: Draft | undefined): void {
    if (draft) this.#show(draft);
  }

  /** Reads a draft. */
  #show(draft: Draft): void {
    const { draft: old, scenario, mistake } = this.#page.store.getState();
    if (draft.text === old.text && draft.knobs === old.knobs) {
      this.#put(draft, scenario, mistake);
      return;
    }
    let read: Scenario;
    try {
      read = draftScenario(draft);
    } catch (error) {
      this.#put(draft, scenario, mistakeOf(error));
      return;
    }
    this.#good = draft;
    this.#put(draft, read, null);
  }

  #put(draft: Draft, scenario: Scenario, mistake: Mistake | null): void {
    const { store, cores } = this.#page;
    const { scenario: old, sliderMax: max, run, selected } = store.getState();
    const moved = scenario !== old;
    // Engines and machine are right whatever the text.
    const { text, knobs } = this.#good;
    this.#good = { ...draft, text, knobs };
    const wanted = sliderMax(scenario.workers ?? cores);
    const assumed = assumedMachine(draft.machine, this.#here, cores, scenario);
    store.setState({
      draft,
      scenario,
      mistake,
      notice: null,
      assumed,
      machineName: assumed.name,
      // The same task list under another knob: a slider that is being dragged keeps its range.
      sliderMax: scenario.tasks === old.tasks ? Math.max(max, wanted) : wanted,
      canUndo: this.#history.canUndo,
      canRedo: this.#history.canRedo,
      ...(scenario.tasks !== old.tasks && { view: null, range: null, idle: null }),
      ...(moved && { selected: stillThere(selected, scenario) }),
      ...(moved && isOver(run, this.#page) && { run: { kind: 'ready' } }),
    });
    drawRuns(this.#page);
    this.#page.changed();
  }
}

/** Whether a change ends what the page says of a run: a question, a failure, or an end of which no trace is left. */
function isOver({ kind }: State['run'], { registry }: Page): boolean {
  if (kind === 'finished' || kind === 'cancelled') return Object.keys(registry.measured()).length === 0;
  return kind === 'asking' || kind === 'broken';
}

function stillThere(selected: State['selected'], { tasks }: Scenario): State['selected'] {
  return selected && (isRun(selected.engine) || selected.task < tasks.length) ? selected : null;
}

function knobMoved(draft: Draft, name: string, value: number | string | readonly Kill[] | undefined): Draft {
  if (typeof value === 'number' || typeof value === 'string') return withKnob(draft, name, value);
  const { [name as 'kills']: _, ...knobs } = draft.knobs;
  return { ...draft, knobs: value === undefined ? knobs : { ...knobs, kills: value } };
}

function onMachine({ machine: _, ...draft }: Draft, machine: MachineChoice | undefined): Draft {
  return machine === undefined ? draft : { ...draft, machine };
}
