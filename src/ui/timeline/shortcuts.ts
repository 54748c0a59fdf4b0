/** Keys while the lanes have the focus: arrows by task and lane, `+ - w s` zoom, `a d` pan, `f` fit, Esc deselects. */
import type { Selection } from '../../store/state.ts';
import type { Surface } from './surface.ts';
import { type Direction, neighbour } from './walk.ts';

const ZOOM = 1.5;
/** Share of the plot that a pan moves. */
const PAN = 0.2;
const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Does what the key stands for; whether it stood for anything. `moved`: the keyboard went to a task. */
export function pressed(event: KeyboardEvent, surface: Surface, moved: (selection: Selection | null) => void): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const { selected } = surface.store.getState();
  const direction = ARROWS[event.key];
  if (direction) {
    const next = neighbour(surface.pictures, selected, direction);
    surface.store.getState().select(next);
    moved(next);
    return true;
  }
  const { fromMs, toMs } = surface.view.now;
  const middle = (fromMs + toMs) / 2;
  const width = surface.scale?.width ?? 0;
  // Letters by place on the keyboard, so that they lie together on every layout.
  switch (
    event.code === 'NumpadAdd'
      ? '+'
      : event.code === 'NumpadSubtract'
        ? '-'
        : event.key.length === 1
          ? event.key
          : event.code
  ) {
    case '+':
    case '=':
      surface.view.zoom(middle, 1 / ZOOM, true);
      return true;
    case '-':
      surface.view.zoom(middle, ZOOM, true);
      return true;
    case 'Escape':
      if (!selected) return false;
      surface.store.getState().select(null);
      moved(null);
      return true;
  }
  switch (event.code) {
    case 'KeyW':
      surface.view.zoom(middle, 1 / ZOOM, true);
      return true;
    case 'KeyS':
      surface.view.zoom(middle, ZOOM, true);
      return true;
    case 'KeyA':
      surface.view.pan(-width * PAN, true);
      return true;
    case 'KeyD':
      surface.view.pan(width * PAN, true);
      return true;
    case 'KeyF':
      surface.view.show(null, true);
      return true;
    default:
      return false;
  }
}
