/** The chart as a slider: a click, a drag or the arrow keys set the pool size; the pointer alone only looks. */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useCallback, useRef } from 'react';
import { MOST_SWEPT, SIZES } from '../../store/sweep/sizes.ts';
import { useApp } from '../base/use-overlap.ts';
import { type Room as Place, useRoom } from '../base/use-room.ts';
import { type Line, valueAt } from './lines.ts';
import type { Measure } from './measures.ts';
import { shortName } from './names.ts';
import { useSession } from './use-sweep.ts';

/** Where sizes are, in px from the chart's left edge. */
export type Scale = (size: number) => number | undefined;

/** What the chart is given: its room (px), and whom to tell its scale. */
export interface Room extends Place {
  readonly onScale: (scale: Scale) => void;
}

interface Props {
  readonly workers: number;
  /** Whether there is a pool whose size can be set. */
  readonly pooled: boolean;
  readonly lines: readonly Line[];
  readonly measure: Measure;
  readonly children: (room: Room) => ReactNode;
}

export function SizePicker({ workers, pooled, lines, measure, children }: Props) {
  const session = useSession();
  const setKnob = useApp((state) => state.setKnob);
  const [box, room] = useRoom();
  const scale = useRef<Scale | null>(null);
  const onScale = useCallback((found: Scale) => {
    scale.current = found;
  }, []);

  const set = (size: number) => {
    const next = Math.min(MOST_SWEPT, Math.max(1, size));
    if (pooled && next !== workers) setKnob('workers', next);
  };
  const sizeUnder = ({ clientX }: PointerEvent): number | null => {
    const x = clientX - box.current!.getBoundingClientRect().left;
    return scale.current && nearest(scale.current, x);
  };
  const look = (event: PointerEvent) => {
    const size = sizeUnder(event);
    session.hover(size);
    if (size !== null && event.buttons === 1) set(size);
  };
  const press = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const size = sizeUnder(event);
    if (size !== null) set(size);
  };
  const key = (event: KeyboardEvent) => {
    const next = sizeAfter(event.key, workers);
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    set(next);
  };
  const values = lines.map((line) => {
    const value = valueAt(line.vertices, workers);
    return `${line.engines.map(shortName).join(', ')} ${measure.format(value)}`;
  });
  return (
    <div
      ref={box}
      className="sweep-chart"
      role="slider"
      aria-label="Pool size on the chart"
      aria-orientation="horizontal"
      aria-valuemin={1}
      aria-valuemax={MOST_SWEPT}
      aria-valuenow={Math.min(MOST_SWEPT, workers)}
      aria-valuetext={`${workers}: ${measure.title.toLowerCase()} ${values.join('; ')}`}
      aria-disabled={!pooled}
      tabIndex={0}
      onKeyDown={key}
      onPointerDown={press}
      onPointerMove={look}
      onPointerLeave={() => session.hover(null)}
    >
      {room.width > 0 && room.height > 0 && children({ ...room, onScale })}
    </div>
  );
}

function nearest(scale: Scale, x: number): number | null {
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const size of SIZES) {
    const away = Math.abs((scale(size) ?? Number.NaN) - x);
    if (away < least) [best, least] = [size, away];
  }
  return best;
}

/** As a slider's keys go; a page is a factor of two. */
function sizeAfter(key: string, size: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return size + 1;
    case 'ArrowLeft':
    case 'ArrowDown':
      return size - 1;
    case 'PageUp':
      return size * 2;
    case 'PageDown':
      return Math.floor(size / 2);
    case 'Home':
      return 1;
    case 'End':
      return MOST_SWEPT;
    default:
      return undefined;
  }
}
