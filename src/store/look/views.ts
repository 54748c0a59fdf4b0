/** Views as the browser's own history: Back and Forward step through how one looked, a gesture counting once. */

import { FIRST_LOOK } from '../state/first-look.ts';
import { modeOf } from '../state/modes.ts';
import type { Look, State } from '../state/state.ts';
import type { Store } from '../state/store.ts';

/** A gesture is over after so long without a change, as is typing and a run of key presses. */
const REST_MS = 500;
/** The window follows a selection that the keyboard moved out of sight: within a frame or two. */
const FOLLOWS_MS = 60;

const MEMBERS = Object.keys(FIRST_LOOK) as (keyof Look)[];

/** What stands in `history.state`. */
interface Entry {
  readonly step: number;
  /** Entries of one line belong to one scenario and what became of it; a link that was opened meanwhile begins another. */
  readonly line: number;
  readonly look: Look;
}

/** Whether an entry of the browser's history is a view. */
export function isView(state: unknown): state is Entry {
  return typeof state === 'object' && state !== null && 'look' in state && 'line' in state;
}

function lookOf(state: Look): Look {
  return Object.fromEntries(MEMBERS.map((name) => [name, state[name]])) as unknown as Look;
}

/**
 * Keeps views from now on.
 * @param open loads the scenario of the address, when Back leads to one that another link had replaced
 */
export function keepViews(store: Store, open: () => void): void {
  /** By step: newer than what the entry has, while a gesture lasts. */
  const looks = new Map<number, Look>();
  let { step, line } = isView(history.state) ? history.state : { step: 0, line: Date.now() };
  let changed = new Set<keyof Look>();
  let at = Number.NEGATIVE_INFINITY;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let travelling = false;

  const write = (how: 'pushState' | 'replaceState', look: Look) => {
    looks.set(step, look);
    try {
      history[how]({ step, line, look } satisfies Entry, '');
    } catch {
      // Browsers refuse too many entries at once; those in memory stay right.
    }
  };
  const settle = () => {
    clearTimeout(resting);
    if (at > 0) write('replaceState', lookOf(store.getState()));
    at = Number.NEGATIVE_INFINITY;
  };
  const same = (now: State, before: State) => {
    const clock = performance.now();
    if (clock - at > REST_MS) return false;
    const names = differences(now, before);
    if (names.some((name) => changed.has(name))) return true;
    return names.every((name) => name === 'view') && clock - at < FOLLOWS_MS;
  };

  const heard = (now: State, before: State) => {
    if (travelling) return;
    // Its entry is left for another mode's.
    if (now.mode !== before.mode && modeOf(location.hash) === before.mode) settle();
    const names = differences(now, before);
    if (names.length === 0) return;
    if (now.draft !== before.draft || now.scenario !== before.scenario || (follows(now) && follows(before))) {
      // What comes with another scenario, or with a run's own end, is no step.
      if (isView(history.state)) looks.set(step, lookOf(now));
      return;
    }
    if (!same(now, before)) {
      settle();
      if (!isView(history.state)) line = Date.now();
      write('replaceState', lookOf(before));
      step++;
      changed = new Set();
      write('pushState', lookOf(now));
    }
    for (const name of names) changed.add(name);
    looks.set(step, lookOf(now));
    at = performance.now();
    clearTimeout(resting);
    resting = setTimeout(settle, REST_MS);
  };

  const travelled = ({ state }: PopStateEvent) => {
    clearTimeout(resting);
    at = Number.NEGATIVE_INFINITY;
    if (!isView(state)) return;
    travelling = true;
    if (state.line !== line) open();
    ({ step, line } = state);
    store.getState().lookAgain(looks.get(step) ?? state.look);
    travelling = false;
  };

  store.subscribe(heard);
  addEventListener('popstate', travelled);
  addEventListener('hashchange', () => {
    if (!isView(history.state) && modeOf(location.hash) === 'tasks') line = 0;
  });
  // Each press of the mouse begins a gesture, but for the second of a double click.
  addEventListener('mousedown', ({ detail }) => detail < 2 && settle(), true);
  if (isView(history.state)) store.getState().look(history.state.look);
}

/** The members of the look that are not the same in both, whatever objects they are in. */
function differences(now: Look, before: Look): (keyof Look)[] {
  return MEMBERS.filter(
    (name) => now[name] !== before[name] && JSON.stringify(now[name]) !== JSON.stringify(before[name]),
  );
}

const follows = ({ run, following }: State): boolean => following && run.kind === 'running';
