/** What each cause of idleness is called, where room is short: in a key, a column, a tooltip. */
import type { IdleCause } from '../../trace/queries/idle.ts';

export const IDLE_WORDS: Readonly<Record<IdleCause, string>> = {
  'start-up': 'starting',
  'hand-over': 'handing over',
  queued: 'queued, but not here',
  dependency: 'waiting for other tasks',
  caller: 'not handed over yet',
  nothing: 'nothing queued',
  ended: 'all ended',
};
