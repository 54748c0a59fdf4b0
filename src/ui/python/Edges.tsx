/** The edges of the mode that can be moved: the pane's right one, the dock's upper one. A drag or the arrow keys move them, a double click puts them back. */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';

const STEP = 24;

interface Way {
  readonly name: string;
  readonly className: string;
  readonly orientation: 'vertical' | 'horizontal';
  /** The CSS variable that holds the size, and the element that has it. */
  readonly variable: string;
  readonly holder: (edge: HTMLElement) => HTMLElement;
  readonly least: number;
  /** Share of the window. */
  readonly most: number;
  /** The size now (px). */
  readonly sizeOf: (edge: HTMLElement) => number;
  /** px along the way that makes it larger. */
  readonly along: (event: PointerEvent) => number;
  readonly keys: Readonly<Record<string, number>>;
}

const PANE: Way = {
  name: 'Width of the code',
  className: 'py-edge',
  orientation: 'vertical',
  variable: '--program-width',
  holder: (edge) => edge.closest<HTMLElement>('.page')!,
  least: 360,
  most: 0.65,
  sizeOf: (edge) => edge.parentElement!.getBoundingClientRect().width,
  along: ({ clientX }) => clientX,
  keys: { ArrowLeft: -STEP, ArrowRight: STEP },
};

const DOCK: Way = {
  name: 'Height of the panels',
  className: 'dock-handle',
  orientation: 'horizontal',
  variable: '--program-dock',
  holder: (edge) => edge.parentElement!,
  least: 120,
  most: 0.5,
  sizeOf: (edge) => edge.parentElement!.getBoundingClientRect().height,
  along: ({ clientY }) => -clientY,
  keys: { ArrowUp: STEP, ArrowDown: -STEP },
};

export const PaneEdge = () => <Edge way={PANE} />;
export const DockEdge = () => <Edge way={DOCK} />;

function Edge({ way }: { way: Way }) {
  const grip = useRef<number | null>(null);
  const set = (edge: HTMLElement, px: number | null) => {
    const whole = way.orientation === 'vertical' ? window.innerWidth : window.innerHeight;
    const { style } = way.holder(edge);
    if (px === null) style.removeProperty(way.variable);
    else style.setProperty(way.variable, `${Math.round(Math.min(whole * way.most, Math.max(way.least, px)))}px`);
  };
  const down = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = way.sizeOf(event.currentTarget) - way.along(event);
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    if (grip.current !== null) set(event.currentTarget, grip.current + way.along(event));
  };
  const up = () => {
    grip.current = null;
  };
  const key = (event: KeyboardEvent<HTMLElement>) => {
    const by = way.keys[event.key];
    if (by === undefined) return;
    event.preventDefault();
    set(event.currentTarget, way.sizeOf(event.currentTarget) + by);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is no rule between texts.
    <div
      className={way.className}
      role="separator"
      aria-orientation={way.orientation}
      aria-label={way.name}
      aria-valuenow={50}
      tabIndex={0}
      title="Drag it; a double click puts it back"
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onDoubleClick={({ currentTarget }) => set(currentTarget, null)}
      onKeyDown={key}
    />
  );
}
