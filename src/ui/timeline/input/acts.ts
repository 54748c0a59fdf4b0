/** What the keys of the timeline do (`keys/list.ts` names them): walk over tasks and empty stretches, zoom, pan. */
import type { Selection } from '../../../store/state/state.ts';
import { causeOf, releasedBy } from '../../../trace/queries/givers.ts';
import type { Pressed } from '../../keys/combination.ts';
import { type ActsOf, handleKey } from '../../keys/handle.ts';
import { MEASURE, TIMELINE } from '../../keys/list.ts';
import { idleInOneSentence, nextIdle } from '../model/idle-walk.ts';
import { selectionOf } from '../model/selection-of.ts';
import { type Direction, neighbour } from '../model/walk.ts';
import { inOneSentence } from '../rows/span-words.ts';
import { reveal, revealStretch } from '../surface/reveal.ts';
import type { Surface } from '../surface/surface.ts';
import type { Around } from './around.ts';
import { measureActs } from './measure-acts.ts';

const ZOOM = 1.5;
/** Share of the plot that a pan moves. */
const PAN = 0.2;
/** In the order of the keys' rows. */
const DIRECTIONS: readonly Direction[] = ['left', 'right', 'up', 'down'];

/** Does what a key stands for on the lanes; whether it stood for anything. */
export function keysOf(surface: Surface, around: Around): (event: Pressed) => boolean {
  const acts = timelineActs(surface, around);
  const measure = measureActs(surface, around.say);
  return (event) => {
    const circumstances = { typing: false, singleKeys: surface.store.getState().singleKeys };
    return handleKey(MEASURE, measure, event, circumstances) || handleKey(TIMELINE, acts, event, circumstances);
  };
}

function timelineActs(surface: Surface, { say, note }: Around): ActsOf<typeof TIMELINE> {
  const { store, view } = surface;

  const moved = (selection: Selection | null) => {
    const picture = selection && surface.pictureOf(selection.engine);
    const row = picture ? picture.rowOf(selection.task, selection.attempt) : -1;
    if (selection && row >= 0) reveal(surface, selection);
    say(picture && row >= 0 ? inOneSentence(row, picture) : 'Nothing selected');
  };

  return {
    zoom: (which) => {
      const { fromMs, toMs } = view.now;
      view.zoom((fromMs + toMs) / 2, which % 2 === 0 ? 1 / ZOOM : ZOOM, true);
    },
    pan: (which) => {
      const width = surface.scale?.width ?? 0;
      view.pan((which === 0 ? -1 : 1) * width * PAN, true);
    },
    fit: () => view.show(null, true),
    walk: (which) => {
      const next = neighbour(surface.pictures, store.getState().selected, DIRECTIONS[which]!);
      store.getState().select(next);
      moved(next);
    },
    walkIdle: (which) => {
      const { idle, selected } = store.getState();
      const next = nextIdle(surface.pictures, idle ?? placeOfSelected(surface, selected), DIRECTIONS[which]!);
      if (!next) return say('No empty stretch there');
      store.getState().look({ idle: next.stretch, selected: null });
      revealStretch(surface, next.stretch.engine, next.stretch.lane, next.stretch);
      say(idleInOneSentence(next));
    },
    cause: (which) => {
      const { selected } = store.getState();
      const picture = selected && surface.pictureOf(selected.engine);
      const trace = picture?.main?.trace;
      const row = selected && trace ? picture.rowOf(selected.task, selected.attempt) : -1;
      if (!picture || !trace || row < 0) return say('Nothing selected');
      const other = which === 0 ? causeOf(trace, row) : releasedBy(trace, row);
      if (other < 0) return say(which === 0 ? 'It waited for no other task' : 'It let no other task begin');
      const next = selectionOf(picture, other);
      store.getState().select(next);
      moved(next);
    },
    path: () => store.getState().showPath(!store.getState().showsPath),
    note,
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
