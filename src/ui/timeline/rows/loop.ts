/** The event loop's own rows, where an engine tells them: its timers and its ready queue as lines, its turns as bars. */
import { Later } from '../model/later.ts';
import { linesHeight } from '../model/lines.ts';
import { LOOP } from '../model/loop-data.ts';
import { loopRows, type Turns } from '../model/loop-queues.ts';
import type { Row, RowLabel } from './row.ts';

/** Of the loop's own turns (px). */
const TURNS_HEIGHT = 16;

const late = new Later(() => import('./paint-loop.ts'));

const rowOf = (id: string, kind: Turns['kind'], label: RowLabel): Row => ({
  id,
  label,
  data: LOOP,
  height(picture) {
    if (!picture.engine.tellsQueues) return 0;
    return kind === 'loop' ? TURNS_HEIGHT : linesHeight(loopRows(picture.of(LOOP), kind));
  },
  paint: new Later(() => late.load().then(({ paintTurns }) => paintTurns(kind))),
  hit: (place, at) => late.now?.turnAt(id, kind, place, at),
  pointed: new Later(() => late.load().then(({ pointedTurn }) => pointedTurn)),
});

export const timersRow = rowOf('timers', 'timer', { wide: 'timers', narrow: 'tim' });
export const readyRow = rowOf('ready', 'ready', { wide: 'ready', narrow: 'rdy' });
export const loopRow = rowOf('loop', 'loop', { wide: 'loop', narrow: 'l' });
