/** The dock's height as it stands: the stage's room, what the answer needs, and what the user has dragged, for the session. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { useApp } from '../base/use-overlap.ts';
import { dockHeight, LEAST, mostByHand } from './height.ts';

const KEY = 'overlap.dock';

interface DockHeight {
  readonly dock: RefObject<HTMLDivElement | null>;
  readonly height: number;
  readonly most: number;
  /** The answer needs more than there is: the panels give way to it. */
  readonly tight: boolean;
  /** By hand; undefined: back to the usual height. */
  readonly drag: (height: number | undefined) => void;
  /** The answer says how high it is. */
  readonly fit: (needed: number) => void;
}

export function useDockHeight(): DockHeight {
  const dock = useRef<HTMLDivElement>(null);
  const [stage, setStage] = useState(0);
  const [dragged, setDragged] = useState(remembered);
  const [needed, setNeeded] = useState(0);
  const tasks = useApp((state) => state.scenario.tasks);
  const of = useRef(tasks);
  useLayoutEffect(() => {
    const parent = dock.current!.parentElement!;
    const measure = () => setStage(parent.clientHeight);
    const observer = new ResizeObserver(measure);
    observer.observe(parent);
    measure();
    return () => observer.disconnect();
  }, []);
  const [fit] = useState(() => (now: number) => setNeeded((before) => Math.max(before, now)));
  // As long as the tasks are the same it only grows: lanes that move with each sentence could not be read.
  if (of.current !== tasks) {
    of.current = tasks;
    if (needed > 0) setNeeded(0);
  }
  const height = dockHeight(stage, dragged, needed);
  const drag = (wanted: number | undefined) => {
    const next = wanted === undefined ? undefined : Math.min(mostByHand(stage), Math.max(LEAST, Math.round(wanted)));
    setDragged(next);
    remember(next);
  };
  return { dock, height, most: mostByHand(stage), tight: dragged === undefined && needed > height, drag, fit };
}

function remembered(): number | undefined {
  try {
    const height = Number(sessionStorage.getItem(KEY));
    return height >= LEAST ? height : undefined;
  } catch {
    return undefined;
  }
}

function remember(height: number | undefined): void {
  try {
    if (height === undefined) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, String(height));
  } catch {
    // Without storage it lasts as long as the page.
  }
}
