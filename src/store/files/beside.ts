/** What is saved beside a trace, as members that others may ignore: the window, how one looked, and the notes. */
import type { Trace } from '../../trace/trace.ts';
import type { LaneOrder, Look, Note, Selection, State, TimeWindow } from '../state/state.ts';

type Beside = Readonly<Record<string, unknown>>;

/** How one looked at this section, with notes on it and on moments. */
export function besideOf(state: State, id: string, trace: Trace): Beside {
  const { view, query, onlyMatches, laneOrder, laneChoice, range, ownAxes, notes } = state;
  const { tasks } = trace.scenario;
  const named = ({ task, attempt }: Selection) => ({ task: tasks[task]?.id, attempt });
  const look = {
    ...(query !== '' && { query, onlyMatches }),
    ...(laneOrder !== 'number' && { laneOrder }),
    ...(laneChoice[id] && { laneChoice: laneChoice[id] }),
    ...(range && { range }),
    ...(ownAxes && { ownAxes }),
    ...(state.selected?.engine === id && { selected: named(state.selected) }),
  };
  const own = notes.filter(({ on }) => on === undefined || on.engine === id);
  return {
    ...(view && { view }),
    ...(Object.keys(look).length > 0 && { look }),
    ...(own.length > 0 && {
      notes: own.map(({ text, fromMs, toMs, on }) => ({ text, fromMs, toMs, ...(on && { on: named(on) }) })),
    }),
  };
}

/** What of these members can be used, for the section with this id; what is wrong in them is passed over. */
export function readBeside(
  { view, look, notes }: Beside,
  id: string,
  trace: Trace,
): { look: Partial<Look>; notes: Omit<Note, 'id'>[] } {
  const selection = (x: unknown): Selection | undefined => {
    const { task, attempt } = fieldsOf(x);
    // A few are asked for, of maybe a million.
    const place = task === undefined ? -1 : trace.scenario.tasks.findIndex(({ id }) => id === task);
    return place >= 0 && Number.isSafeInteger(attempt)
      ? { engine: id, task: place, attempt: attempt as number }
      : undefined;
  };
  const { query, onlyMatches, laneOrder, laneChoice, range, ownAxes, selected } = fieldsOf(look);
  const lanes = fieldsOf(laneChoice);
  const [window, measured, chosen] = [windowIn(view), windowIn(range), selection(selected)];
  const found: Partial<Look> = {
    ...(window && { view: window }),
    ...(measured && { range: measured }),
    ...(chosen && { selected: chosen }),
    ...(typeof query === 'string' && { query, onlyMatches: onlyMatches === true }),
    ...(ORDERS.includes(laneOrder as LaneOrder) && { laneOrder: laneOrder as LaneOrder }),
    ...(typeof ownAxes === 'boolean' && { ownAxes }),
    ...(laneChoice !== undefined && {
      laneChoice: { [id]: { pinned: numbersIn(lanes.pinned), hidden: numbersIn(lanes.hidden) } },
    }),
  };
  const read = (Array.isArray(notes) ? notes : []).flatMap((note): Omit<Note, 'id'>[] => {
    const { text, on } = fieldsOf(note);
    const at = windowIn(note);
    if (!at || typeof text !== 'string') return [];
    const task = selection(on);
    return [{ text, ...at, ...(task && { on: task }) }];
  });
  return { look: found, notes: read };
}

const ORDERS: readonly LaneOrder[] = ['number', 'start', 'busy', 'wait'];

const fieldsOf = (x: unknown): Beside => (typeof x === 'object' && x !== null ? (x as Beside) : {});

function windowIn(x: unknown): TimeWindow | undefined {
  const { fromMs, toMs } = fieldsOf(x);
  const right = Number.isFinite(fromMs) && Number.isFinite(toMs) && (toMs as number) >= (fromMs as number);
  return right ? { fromMs: fromMs as number, toMs: toMs as number } : undefined;
}

const numbersIn = (x: unknown): number[] =>
  Array.isArray(x) ? x.filter((n) => Number.isSafeInteger(n) && n >= 0) : [];
