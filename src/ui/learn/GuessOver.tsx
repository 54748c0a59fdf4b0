/** Over the timeline before the run: empty lanes, and the handle that is dragged to the guess. */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { engineById } from '../../engines/list.ts';
import { formatMs } from '../../scenario/duration.ts';
import { hostsOf } from '../../scenario/hosts.ts';
import { msAt, xOf } from '../timeline/model/time-scale.ts';
import { nameOf } from '../words/names-and-numbers.ts';
import { useLesson } from './lesson-context.ts';
import { type Drawn, useDrawn } from './use-drawn.ts';
import './guess-over.css';

/** Empty lanes that are shown at most. */
const MOST_LANES = 8;
const HEADER = 36;
/** The height of a lane: lower where there are many. */
const laneOf = (lanes: number): number => (lanes > 4 ? 24 : lanes > 2 ? 28 : 36);

/** The section that is asked about, without what is in it. */
export function GuessOver({ narrow }: { readonly narrow: boolean }) {
  const drawn = useDrawn();
  const { lesson, page } = useLesson();
  const { knobs, called, asked } = lesson.case;
  const asks = lesson.guess.asks;
  const engine = page.all.find(({ id }) => id === asked[0]) ?? engineById(asked[0]);
  const { scenario } = page.overlap.store.getState();
  const { tasks } = scenario;
  const hosts = hostsOf(scenario);
  // A lane that is a task has its name, however many may go on at once.
  const isTask = engine.lanes.perTask;
  const perTask = isTask || knobs.workers === undefined;
  const lanes = Math.min(MOST_LANES, perTask ? tasks.length : knobs.workers! * hosts);
  const one = called?.[asked[0]]?.lane?.[0] ?? engine.lanes.one;
  const gutter = drawn?.layout.gutter ?? 0;
  const lane = laneOf(lanes);
  const height = HEADER + lanes * lane + 8;
  // Its room is kept, but it is not seen before it stands where it stays.
  const visibility = drawn ? undefined : 'hidden';
  const top = `min(${drawn?.layout.height ?? 0}px, calc(100% - ${height}px))`;
  return (
    <div
      className="ln-over-lanes"
      data-narrow={narrow ? '' : undefined}
      style={narrow ? { visibility } : { visibility, top, height }}
    >
      <p className="ln-over-head">
        <b>{nameOf(engine)}</b> <span>{asked.length > 1 ? `and ${asked.length - 1} more` : engine.holds}</span>
      </p>
      {Array.from({ length: lanes }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its place.
        <div key={i} className="ln-empty-lane" style={{ height: lane }}>
          <span style={{ width: gutter, lineHeight: `${lane - 4}px` }}>
            {narrow ? '' : `${one} ${isTask ? tasks[i]!.id : i + 1}`}
          </span>
          <i />
        </div>
      ))}
      {asks.kind === 'time' && drawn && <Handle drawn={drawn} height={lanes * lane} />}
    </div>
  );
}

interface HandleProps {
  readonly drawn: Drawn;
  readonly height: number;
}

function Handle({ drawn: { scale }, height }: HandleProps) {
  const { guess = 0, setGuess } = useLesson();
  const place = useRef<HTMLDivElement>(null);
  const end = scale.toMs;
  const step = niceStep(end);
  const set = (ms: number) => setGuess(Math.max(0, Math.min(end, Math.round(ms / step) * step)));
  const drag = (event: PointerEvent) => {
    if (event.buttons === 0 && event.type === 'pointermove') return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const box = place.current!.parentElement!.getBoundingClientRect();
    set(msAt(scale, event.clientX - box.left));
  };
  const keys = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 10, PageDown: -10 }[event.key];
    if (by === undefined && event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    event.stopPropagation();
    set(event.key === 'Home' ? 0 : event.key === 'End' ? end : guess + by! * step * (event.shiftKey ? 10 : 1));
  };
  const x = xOf(scale, Math.min(end, guess));
  return (
    <div
      ref={place}
      className="ln-handle"
      data-late={x > scale.left + scale.width / 2 ? '' : undefined}
      style={{ left: x, top: HEADER, height }}
      role="slider"
      tabIndex={0}
      aria-label="Your guess on the timeline"
      aria-valuemin={0}
      aria-valuemax={Number((end / 1000).toFixed(2))}
      aria-valuenow={Number((guess / 1000).toFixed(3))}
      aria-valuetext={formatMs(guess, 2)}
      onKeyDown={keys}
      onPointerDown={drag}
      onPointerMove={drag}
    >
      <b>{formatMs(guess, 1)}</b>
      <i />
      <span>drag this to where you think it is</span>
    </div>
  );
}

/** About a two-hundredth of the axis, as a round number (ms). */
function niceStep(endMs: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, endMs / 100)));
  return Math.max(0.1, power);
}
