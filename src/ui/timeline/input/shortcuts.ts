/** Keys while the lanes have the focus: walking, zooming, panning, marking a range. The help (`keys/keys.ts`) tells them all. */
import type { Selection, TimeWindow } from '../../../store/state/state.ts';
import { causeOf, releasedBy } from '../../../trace/queries/critical-path.ts';
import { formatMs, formatRange } from '../model/duration.ts';
import { idleInOneSentence, nextIdle } from '../model/idle-walk.ts';
import { endOf } from '../model/pieces.ts';
import { type Direction, neighbour, selectionOf } from '../model/walk.ts';
import { inOneSentence } from '../rows/describe.ts';
import { reveal, revealStretch, revealTime } from '../surface/reveal.ts';
import { showRange } from '../surface/show-range.ts';
import { nextTime } from '../surface/snap.ts';
import type { Surface } from '../surface/surface.ts';

const ZOOM = 1.5;
/** Share of the plot that a pan moves. */
const PAN = 0.2;
const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Does what a key stands for; whether it stood for anything. */
export function keysOf(surface: Surface, say: (text: string) => void): (event: KeyboardEvent) => boolean {
  const { store, view } = surface;

  const moved = (selection: Selection | null) => {
    const picture = selection && surface.pictureOf(selection.engine);
    const row = picture ? picture.rowOf(selection.task, selection.attempt) : -1;
    if (selection && row >= 0) reveal(selection);
    say(picture && row >= 0 ? inOneSentence(row, picture) : 'Nothing selected');
  };

  const mark = (range: TimeWindow) => {
    store.getState().look({ range });
    showRange(store);
    say(`Range ${formatRange(range.fromMs, range.toMs)}, ${formatMs(range.toMs - range.fromMs)}`);
  };

  /** The selected task's time, else what the window shows of the run. */
  const markHere = () => {
    const { selected } = store.getState();
    const picture = selected && surface.pictureOf(selected.engine);
    const row = picture ? picture.rowOf(selected.task, selected.attempt) : -1;
    if (picture?.main && row >= 0) {
      const { trace } = picture.main;
      const at = picture.shiftMs;
      mark({ fromMs: trace.spans.at.start[row]! + at, toMs: endOf(trace, row) + at });
      return;
    }
    const { fromMs, toMs } = view.now;
    const endMs = Math.max(0, ...surface.pictures.map((one) => one.endMs + one.shiftMs));
    mark({ fromMs: Math.max(0, fromMs), toMs: Math.min(endMs, toMs) });
  };

  /** Moves an edge of the range to the next start or end, or by a pixel. */
  const moveEdge = (edge: keyof TimeWindow, step: 1 | -1, fine: boolean) => {
    const { range } = store.getState();
    const { scale } = surface;
    if (!range || !scale) return false;
    const at = range[edge];
    const next = fine ? at + (step * (scale.toMs - scale.fromMs)) / scale.width : nextTime(surface, at, step);
    if (next === undefined) return true;
    const other = edge === 'fromMs' ? range.toMs : range.fromMs;
    revealTime({ fromMs: next, toMs: next });
    mark({ fromMs: Math.min(next, other), toMs: Math.max(next, other) });
    return true;
  };

  /** To who let the selected task begin, or to the first that it let begin. */
  const along = (to: 'cause' | 'effect') => {
    const { selected } = store.getState();
    const picture = selected && surface.pictureOf(selected.engine);
    const trace = picture?.main?.trace;
    const row = selected && trace ? picture.rowOf(selected.task, selected.attempt) : -1;
    if (!picture || !trace || row < 0) return say('Nothing selected');
    const other = to === 'cause' ? causeOf(trace, row) : releasedBy(trace, row);
    if (other < 0) return say(to === 'cause' ? 'It waited for no other task' : 'It let no other task begin');
    const next = selectionOf(picture, other);
    store.getState().select(next);
    return moved(next);
  };

  /** Over the empty stretches, along a lane and from lane to lane. */
  const walkIdle = (direction: Direction) => {
    const { idle, selected } = store.getState();
    const next = nextIdle(surface.pictures, idle ?? placeOfSelected(surface, selected), direction);
    if (!next) return say('No empty stretch there');
    store.getState().look({ idle: next.stretch, selected: null });
    revealStretch(next.stretch.engine, next.stretch.lane, next.stretch);
    return say(idleInOneSentence(next));
  };

  const leave = () => {
    const { selected, idle, range } = store.getState();
    if (!selected && !idle && !range) return false;
    store.getState().look(selected || idle ? { selected: null, idle: null } : { range: null });
    say(selected || idle ? 'Nothing selected' : 'No range');
    return true;
  };

  return (event) => {
    const direction = ARROWS[event.key];
    if (direction && (event.shiftKey || event.ctrlKey || event.metaKey)) {
      if (direction === 'up' || direction === 'down') return false;
      return moveEdge(event.shiftKey ? 'toMs' : 'fromMs', direction === 'right' ? 1 : -1, event.altKey);
    }
    if (direction && event.altKey) {
      walkIdle(direction);
      return true;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (direction) {
      const next = neighbour(surface.pictures, store.getState().selected, direction);
      store.getState().select(next);
      moved(next);
      return true;
    }
    const { fromMs, toMs } = view.now;
    const middle = (fromMs + toMs) / 2;
    const width = surface.scale?.width ?? 0;
    if (event.key === 'Escape') return leave();
    if (!store.getState().singleKeys) return false;
    switch (event.code === 'NumpadAdd' ? '+' : event.code === 'NumpadSubtract' ? '-' : event.key) {
      case '+':
      case '=':
        view.zoom(middle, 1 / ZOOM, true);
        return true;
      case '-':
        view.zoom(middle, ZOOM, true);
        return true;
      case ',':
      case '.':
        along(event.key === ',' ? 'cause' : 'effect');
        return true;
      case 'n':
      case 'N':
        void import('../../instrument/tools.ts').then(({ noteHere }) => noteHere(store));
        return true;
    }
    // Letters by place on the keyboard, so that they lie together on every layout.
    switch (event.code) {
      case 'KeyW':
        view.zoom(middle, 1 / ZOOM, true);
        return true;
      case 'KeyS':
        view.zoom(middle, ZOOM, true);
        return true;
      case 'KeyA':
        view.pan(-width * PAN, true);
        return true;
      case 'KeyD':
        view.pan(width * PAN, true);
        return true;
      case 'KeyF':
        view.show(null, true);
        return true;
      case 'KeyP':
        store.setState(({ showsPath }) => ({ showsPath: !showsPath }));
        return true;
      case 'KeyM':
        markHere();
        return true;
      default:
        return false;
    }
  };
}

/** Where the selected task begins, as a place to look for empty stretches from. */
function placeOfSelected(surface: Surface, selected: Selection | null) {
  const picture = selected && surface.pictureOf(selected.engine);
  const row = selected && picture?.main ? picture.rowOf(selected.task, selected.attempt) : -1;
  if (!selected || !picture?.main || row < 0) return null;
  const { lane, start } = picture.main.trace.spans.at;
  return { engine: picture.engine.id, lane: lane[row]!, fromMs: start[row]!, toMs: start[row]! };
}
