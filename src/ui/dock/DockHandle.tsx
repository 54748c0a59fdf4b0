/** The dock's upper edge: dragged, or moved by arrow keys, it makes the dock taller. */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { LEAST } from './height.ts';

const STEP = 24;

interface Props {
  /** Pixels. */
  readonly height: number;
  readonly most: number;
  /** undefined: the usual height. */
  readonly onDrag: (height: number | undefined) => void;
}

export function DockHandle({ height, most, onDrag }: Props) {
  const grip = useRef(0);
  const keyDown = (event: KeyboardEvent) => {
    const next = { ArrowUp: height + STEP, ArrowDown: height - STEP, Home: LEAST, End: most }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onDrag(next);
  };
  const down = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = event.clientY + height;
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) onDrag(grip.current - event.clientY);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves is a widget, which <hr> is not.
    <div
      className="dock-handle"
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the dock"
      aria-valuemin={LEAST}
      aria-valuemax={Math.max(height, most)}
      aria-valuenow={height}
      aria-valuetext={`${height} pixels`}
      title="Drag to resize; double click for the usual height"
      tabIndex={0}
      onKeyDown={keyDown}
      onPointerDown={down}
      onPointerMove={drag}
      onDoubleClick={() => onDrag(undefined)}
    />
  );
}
