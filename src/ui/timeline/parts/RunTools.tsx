/** What only the header of an opened run has: the grip that moves the run in time, and the button that closes it. */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useStore } from 'zustand';
import type { EngineFacts } from '../../../engines/facts.ts';
import { formatMs } from '../../../scenario/duration.ts';
import { openedRuns } from '../../../store/runs/opened-runs-actions.ts';
import { Icon } from '../../base/Icon.tsx';
import type { Surface } from '../surface/surface.ts';
import './run-tools.css';

interface Props {
  readonly surface: Surface;
  readonly run: EngineFacts;
}

/** A press of an arrow key moves the run by this share of what the axis shows. */
const STEP = 1 / 100;

export default function RunTools({ surface, run }: Props) {
  const runs = openedRuns(surface);
  // The shift lies in the registry: every change of it raises the revision.
  const shiftMs = useStore(surface.store, () => surface.registry.of(run.id).shiftMs ?? 0);
  const drag = useRef<{ readonly x: number; readonly from: number; readonly msPerPixel: number } | null>(null);
  const span = () => surface.view.now.toMs - surface.view.now.fromMs;

  const down = (event: PointerEvent) => {
    if (event.button !== 0 || !surface.scale) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    // The axis may grow during a drag. A pixel keeps the worth that it had when the drag began.
    drag.current = { x: event.clientX, from: shiftMs, msPerPixel: span() / surface.scale.width };
  };
  const move = (event: PointerEvent) => {
    const held = drag.current;
    if (held) runs.shift(run.id, held.from + (event.clientX - held.x) * held.msPerPixel);
  };
  const up = () => {
    drag.current = null;
  };
  const key = (event: KeyboardEvent) => {
    const step = (span() * STEP) / (event.shiftKey ? 10 : 1);
    const to = { ArrowLeft: shiftMs - step, ArrowRight: shiftMs + step, Home: 0 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    runs.shift(run.id, to);
  };
  const told = shiftMs === 0 ? '' : `${formatMs(Math.abs(shiftMs), 3)} ${shiftMs < 0 ? 'earlier' : 'later'}`;
  return (
    <span className="tl-run">
      <span className="tl-shifted">{told}</span>
      <button
        type="button"
        role="slider"
        className="tl-run-button tl-grip"
        aria-label={`Shift in time, ${run.title}`}
        aria-valuenow={Math.round(shiftMs)}
        aria-valuetext={told || 'not shifted'}
        title="Drag, or use the arrow keys, to shift it in time. Home: back to zero"
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
        onKeyDown={key}
      >
        <Icon name="width" />
      </button>
      <button
        type="button"
        className="tl-run-button"
        aria-label={`Close ${run.title}`}
        title="Close"
        onClick={() => runs.close(run.id)}
      >
        <Icon name="close" />
      </button>
    </span>
  );
}
