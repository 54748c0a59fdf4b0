/** Empty stretches of lanes: the one at a place, and walking from one to the next. */
import { formatMs } from '../../../scenario/duration.ts';
import type { IdleStretch } from '../../../store/state/state.ts';
import { type Idle, type IdleCause, idleAt, idleOf } from '../../../trace/queries/idle.ts';
import type { Trace } from '../../../trace/trace.ts';
import { laneName } from '../../words/lane-name.ts';
import type { Picture } from './picture.ts';
import type { Direction } from './walk.ts';

/** An empty stretch, with what is known of it. */
export interface FoundIdle {
  readonly stretch: IdleStretch;
  readonly idle: Idle;
  readonly picture: Picture;
}

const WHY: Readonly<Record<IdleCause, string>> = {
  'start-up': 'its worker was starting',
  'hand-over': 'the next task was on its way',
  queued: 'tasks were queued',
  dependency: 'all that was left waited for other tasks',
  caller: 'the caller had not handed over all tasks',
  nothing: 'nothing was queued',
  ended: 'all tasks had ended',
};

/** `ms` on the section's own clock. */
export function idleOn(picture: Picture, lane: number, ms: number): FoundIdle | undefined {
  const trace = picture.main?.trace;
  const idle = trace && lane >= 0 ? idleAt(trace, lane, ms) : undefined;
  return idle && found(picture, idle);
}

/** The next empty stretch from a place; without a place the first there is. */
export function nextIdle(
  pictures: readonly Picture[],
  from: IdleStretch | null,
  direction: Direction,
): FoundIdle | undefined {
  const picture = from ? pictures.find(({ engine }) => engine.id === from.engine) : undefined;
  if (!from || !picture?.main) return firstIn(pictures, 0, 1);
  const { trace } = picture.main;
  if (direction === 'left' || direction === 'right') {
    const all = idleOf(trace, from.lane);
    const next =
      direction === 'right'
        ? all.find(({ fromMs }) => fromMs >= from.toMs && fromMs > from.fromMs)
        : all.findLast(({ toMs, fromMs }) => toMs <= from.fromMs && fromMs < from.fromMs);
    return next && found(picture, next);
  }
  const step = direction === 'down' ? 1 : -1;
  const { slots } = picture;
  for (let slot = slots.slotOf(from.lane) + step; slot >= 0 && slot < slots.count; slot += step) {
    const next = nearest(trace, slots.laneAt(slot)!, from.fromMs);
    if (next) return found(picture, next);
  }
  return firstIn(pictures, pictures.indexOf(picture) + step, step);
}

export function idleInOneSentence({ idle, picture }: FoundIdle): string {
  const trace = picture.main!.trace;
  const where = laneName(picture.engine.lanes, idle.lane, trace);
  const length = formatMs(idle.toMs - idle.fromMs, 3);
  return `${picture.engine.title}: ${where}, idle ${length} from ${formatMs(idle.fromMs, 3)}, ${WHY[idle.why]}`;
}

function firstIn(pictures: readonly Picture[], at: number, step: number): FoundIdle | undefined {
  for (let i = at; i >= 0 && i < pictures.length; i += step) {
    const picture = pictures[i]!;
    if (!picture.main) continue;
    const { slots } = picture;
    for (let slot = step > 0 ? 0 : slots.count - 1; slot >= 0 && slot < slots.count; slot += step) {
      const first = nearest(picture.main.trace, slots.laneAt(slot)!, 0);
      if (first) return found(picture, first);
    }
  }
  return undefined;
}

function nearest(trace: Trace, lane: number, ms: number): Idle | undefined {
  const all = lane < 0 ? [] : idleOf(trace, lane);
  return all.find(({ toMs }) => toMs > ms) ?? all.at(-1);
}

const found = (picture: Picture, idle: Idle): FoundIdle => ({
  stretch: { engine: picture.engine.id, lane: idle.lane, fromMs: idle.fromMs, toMs: idle.toMs },
  idle,
  picture,
});
