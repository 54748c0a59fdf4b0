/**
 * A program's own page: a store and a registry like the page's, with one section, so that every instrument of the timeline works on
 * the run of a program as on any other. Run, Cancel, undo and the keys for them mean the program here.
 */
import { type EngineFacts, foreignFacts, lanesOf } from '../../engines/facts.ts';
import { createOverlap, type Overlap } from '../overlap.ts';
import type { LaneChoice, Look, RunState, SettingsSlice } from '../state/state.ts';
import { nextRevision } from '../state/store.ts';
import type { ProgramDress, ProgramRecord, ProgramShown } from '../traces/program-record.ts';
import { castOf } from './cast.ts';
import type { OpenDoor } from './door.ts';
import { libraryLanes } from './library-lanes.ts';
import { asTaught, entryOf } from './program.ts';
import { ProgramSession, type SessionOpening } from './program-session.ts';
import type { CodeLine, ProgramState, Ran } from './program-state.ts';

/** The section of the timeline. */
export const PROGRAM = 'program';

export interface ProgramPage {
  readonly overlap: Overlap;
  readonly session: ProgramSession;
}

export interface PageOpening extends SessionOpening, SettingsSlice {
  readonly cores: number;
  readonly open: OpenDoor;
  /** What the timeline has to know of a run before it draws. */
  readonly dress: (record: ProgramRecord, before: ProgramRecord | undefined) => ProgramDress;
}

export function createProgramPage({ cores, open, dress, theme, singleKeys, ...opening }: PageOpening): ProgramPage {
  const draft = { text: '', knobs: {}, engines: [] };
  const overlap = createOverlap({ draft, notice: null, theme, singleKeys, cores });
  const { store, registry } = overlap;
  const setRun = (run: RunState) => store.setState({ run, busy: run.kind === 'running' });

  const shownOf = ({ record }: Ran, before: Ran | null, lit: CodeLine | null): ProgramShown => ({
    record,
    before: before?.record,
    lit,
    ...dress(record, before?.record),
  });

  const session = new ProgramSession(
    {
      open,
      show: (ran, before) => {
        const shown = registry.of(PROGRAM);
        const { trace } = ran.record;
        shown.measured = trace;
        shown.program = shownOf(ran, before, shown.program?.lit ?? null);
        shown.section = sectionOf(ran, shown.section);
        const name = entryOf(ran.program).name;
        const laneChoice = choiceOf(ran, store.getState().laneChoice);
        store.setState((state) => ({
          laneChoice,
          scenario: trace.scenario,
          opened: [{ id: PROGRAM, name }],
          ...nextRevision(state),
        }));
        if (ran.ended) setRun(endOf(ran));
      },
      busy: (running) => {
        if (running) setRun({ kind: 'running', now: [PROGRAM], oneByOne: false });
        else if (store.getState().run.kind === 'running') setRun({ kind: 'ready' });
      },
    },
    opening,
  );
  session.store.subscribe((now, before) => {
    const lit = litOf(now);
    if (lit !== litOf(before)) light(overlap, lit);
    if (now.before !== before.before && now.shown === before.shown && now.shown) {
      registry.of(PROGRAM).program = shownOf(now.shown, now.before, lit);
      store.setState(nextRevision);
    }
    if (now.canUndo !== before.canUndo || now.canRedo !== before.canRedo)
      store.setState({ canUndo: now.canUndo, canRedo: now.canRedo });
  });
  store.setState({
    start: () => session.run(),
    cancel: () => session.cancel(),
    undo: () => session.undo(),
    redo: () => session.redo(),
    reset: () => session.reset(),
  });
  return { overlap: { ...overlap, program: () => asTaught(session.store.getState().program) }, session };
}

const litOf = ({ pinned, pointed, inLanes }: ProgramState): CodeLine | null => pinned ?? (inLanes ? null : pointed);

/** The stretches of this line stand out in the timeline. */
function light({ store, registry }: Overlap, lit: CodeLine | null): void {
  const shown = registry.of(PROGRAM);
  if (!shown.program) return;
  shown.program = { ...shown.program, lit };
  store.setState(nextRevision);
}

const LANES = { ...lanesOf('task', { waitsFor: 'thread', cpu: 'gil', mortal: true }), one: 'lane', many: 'lanes' };

/** The section of a run; the same object as long as nothing of it is another. */
function sectionOf({ record }: Ran, old: EngineFacts | undefined): EngineFacts {
  const { title, holds } = castOf(record.lanes);
  if (old?.title === title && old.holds === holds) return old;
  return { ...foreignFacts(PROGRAM, title, holds), lanes: LANES, capacity: 'cores' };
}

/** What was hidden by itself; what the user has chosen is another object. */
let hiddenBySelf: LaneChoice | undefined;

/** Tasks that run none of the user's lines are hidden, until the user shows them. */
function choiceOf({ record }: Ran, old: Look['laneChoice']): Look['laneChoice'] {
  const own = old[PROGRAM];
  if (own && own !== hiddenBySelf) return old;
  const hidden = libraryLanes(record);
  if (own ? own.hidden.join() === hidden.join() : hidden.length === 0) return old;
  hiddenBySelf = { pinned: [], hidden };
  return { ...old, [PROGRAM]: hiddenBySelf };
}

function endOf({ ended, record }: Ran): RunState {
  const { end, tookMs } = ended!;
  if (end.exit === 'stopped') return { kind: 'cancelled', atMs: record.trace.totalMs };
  return { kind: 'finished', tookMs, oneByOne: false, hidden: false };
}
