/** What the buttons of the bar over the timeline do. */
import { addNote } from '../../store/look/notes-actions.ts';
import type { Overlap, Store } from '../../store/overlap.ts';
import type { Note } from '../../store/state/state.ts';
import { announce } from '../base/Announcer.tsx';
import { msAt } from '../timeline/model/time-scale.ts';
import type { Surface } from '../timeline/surface/surface.ts';
import { closeReplay, openReplay } from './player.ts';

export const tools = {
  measure({ store }: Overlap): void {
    const measuring = !store.getState().measuring;
    store.getState().setMeasuring(measuring);
    if (!measuring) announce('A drag moves the window');
  },
  replay(overlap: Overlap): void {
    if (overlap.store.getState().cursorMs === null) openReplay(overlap);
    else closeReplay(overlap.store);
  },
  note({ store }: Overlap, timeline: Surface | null): void {
    noteHere(store, timeline);
  },
  follow({ store }: Overlap): void {
    store.getState().follow(true);
  },
};

/** Begins a note on the selected task. Without one, on the range; else at the replay's moment, at the pointer, or in the middle of the window. */
export function noteHere(store: Store, timeline: Surface | null): void {
  const { id } = addNote(store, { text: '', ...whereOf(store, timeline) });
  store.getState().writeNote(id);
}

function whereOf(store: Store, surface: Surface | null): Pick<Note, 'fromMs' | 'toMs' | 'on'> {
  const { selected, range, cursorMs } = store.getState();
  const picture = selected && surface?.pictureOf(selected.engine);
  const row = selected && picture?.main ? picture.rowOf(selected.task, selected.attempt) : -1;
  if (selected && picture?.main && row >= 0) {
    const { start, end } = picture.main.trace.spans.at;
    const fromMs = start[row]! + picture.shiftMs;
    return { fromMs, toMs: Number.isNaN(end[row]!) ? fromMs : end[row]! + picture.shiftMs, on: selected };
  }
  if (range) return range;
  const pointer = surface?.pointed.at;
  const pointed = pointer && surface?.scale && msAt(surface.scale, surface.local(pointer.x, 0).x);
  const now = surface?.view.now ?? { fromMs: 0, toMs: 0 };
  const ms = Math.max(0, cursorMs ?? pointed ?? (now.fromMs + now.toMs) / 2);
  return { fromMs: ms, toMs: ms };
}
