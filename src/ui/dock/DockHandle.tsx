/** The dock's upper edge: dragged, or moved by arrow keys, it makes the dock taller. The height lasts for the session. */
import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react';

const KEY = 'overlap.dock';
const LEAST = 196;
/** Share of the stage. */
const MOST = 0.6;
const STEP = 24;

export function DockHandle() {
  const handle = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(remembered);
  const grip = useRef(0);
  const most = () => Math.max(LEAST, Math.round((handle.current?.closest('.stage')?.clientHeight ?? 0) * MOST));
  const move = (wanted: number) => {
    const next = Math.min(most(), Math.max(LEAST, Math.round(wanted)));
    setHeight(next);
    remember(next);
  };
  useLayoutEffect(() => {
    handle.current?.parentElement?.style.setProperty('--dock-height', `${height}px`);
  }, [height]);
  const keyDown = (event: KeyboardEvent) => {
    const next = { ArrowUp: height + STEP, ArrowDown: height - STEP, Home: LEAST, End: most() }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    move(next);
  };
  const down = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = event.clientY + height;
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) move(grip.current - event.clientY);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves is a widget, which <hr> is not.
    <div
      ref={handle}
      className="dock-handle"
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the dock"
      aria-valuemin={LEAST}
      aria-valuemax={Math.max(height, most())}
      aria-valuenow={height}
      aria-valuetext={`${height} pixels`}
      title="Drag to resize; double click for the usual height"
      tabIndex={0}
      onKeyDown={keyDown}
      onPointerDown={down}
      onPointerMove={drag}
      onDoubleClick={() => move(LEAST)}
    />
  );
}

function remembered(): number {
  try {
    const height = Number(sessionStorage.getItem(KEY));
    return height > LEAST ? height : LEAST;
  } catch {
    return LEAST;
  }
}

function remember(height: number): void {
  try {
    sessionStorage.setItem(KEY, String(height));
  } catch {
    // Without storage it lasts as long as the page.
  }
}
