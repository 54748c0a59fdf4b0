/** Which changes of the store's state the timeline draws. */
import type { State } from '../../../store/state/state.ts';

/** What of the store's state decides which lanes there are, in what order, and what is found among them. */
const ARRANGES = [
  'groups',
  'laneOrder',
  'laneChoice',
  'ownAxes',
  'query',
  'lastRun',
  'cursorMs',
  'replayAt',
] as const satisfies (keyof State)[];
/** What else of it is drawn. */
const DRAWS = [
  'view',
  'run',
  'selected',
  'scenario',
  'idle',
  'range',
  'notes',
  'onlyState',
  'onlyMatches',
  'showsPath',
] as const satisfies (keyof State)[];

/** Whether there may be other lanes, in another order, or other ones that are found. */
export const arranges = (now: State, before: State): boolean => ARRANGES.some((name) => now[name] !== before[name]);

/** Whether the same lanes have to be drawn anew. */
export const draws = (now: State, before: State): boolean => DRAWS.some((name) => now[name] !== before[name]);
