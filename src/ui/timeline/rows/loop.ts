/** The event loop's own rows, where an engine tells them: its timers and its ready queue as lines, its turns as bars. */
import { Later } from '../model/later.ts';
import { bareMiddle, linesHeight } from '../model/lines.ts';
import { LOOP, loopRows, type Turns } from '../model/loop-queues.ts';
import { endOfWait } from '../model/queue.ts';
import { selectionOf } from '../model/selection-of.ts';
import type { TurnHit } from './paint-loop.ts';
import { NEAR, nearMs, type PointAt, type Row, type RowLabel, type RowPlace } from './row.ts';

/** Of the loop's own turns (px). */
const TURNS_HEIGHT = 16;

const loadPaint = () => import('./paint-loop.ts');

const rowOf = (id: string, kind: Turns['kind'], label: RowLabel): Row => ({
  id,
  label,
  data: LOOP,
  height(picture) {
    if (!picture.engine.tellsQueues) return 0;
    return kind === 'loop' ? TURNS_HEIGHT : linesHeight(loopRows(picture.of(LOOP), kind));
  },
  paint: new Later(() => loadPaint().then(({ paintTurns }) => paintTurns(kind))),
  hit: (place, at) => turnAt(id, kind, place, at),
  pointed: new Later(() => loadPaint().then(({ pointedTurn }) => pointedTurn)),
});

export const timersRow = rowOf('timers', 'timer', { wide: 'timers', narrow: 'tim' });
export const readyRow = rowOf('ready', 'ready', { wide: 'ready', narrow: 'rdy' });
export const loopRow = rowOf('loop', 'loop', { wide: 'loop', narrow: 'l' });

function turnAt(
  row: string,
  of: Turns['kind'],
  { picture, box }: RowPlace,
  { ms, y, scale }: PointAt,
): TurnHit | undefined {
  const turns = picture.of(LOOP).drawn?.[of];
  if (!turns) return undefined;
  const { trace } = picture.main!;
  const near = nearMs(scale);
  let best = -1;
  let distance = Number.POSITIVE_INFINITY;
  for (let i = 0; i < turns.count; i++) {
    const fromMs = turns.fromMs[i]!;
    if (fromMs > ms + near) break;
    if (turns.row[i]! < 0 || (of !== 'loop' && Math.abs(y - box.top - bareMiddle(turns.row[i]!)) > NEAR)) continue;
    const toMs = endOfWait(trace, turns.toMs[i]!);
    const off = ms < fromMs ? fromMs - ms : Math.max(0, ms - toMs);
    if (off > near || off >= distance) continue;
    best = i;
    distance = off;
  }
  if (best < 0) return undefined;
  const span = turns.span[best]!;
  return {
    row,
    engine: picture.engine.id,
    key: `${best} ${turns.task[best]} ${turns.fromMs[best]} ${turns.toMs[best]}`,
    ...(span >= 0 && { selects: selectionOf(picture, span) }),
    of,
    turn: best,
  };
}
