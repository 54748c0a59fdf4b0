/** How what is open is left by Esc, and what is said of it. */
import { sweepSession } from '../../store/sweep/session.ts';
import { announce } from '../base/Announcer.tsx';
import type { Layer, LayeredPage } from './layers.ts';

type Left = Exclude<Layer, 'run'>;

/** What is said once it is left. */
const LEFT: { readonly [L in Left]: string } = {
  range: 'No range',
  selection: 'Nothing selected',
  sweep: 'Sweep closed',
  replay: 'Replay ended',
  measure: 'A drag moves the window',
  note: 'Note closed',
};

const LEAVE: { readonly [L in Left]: (page: LayeredPage) => void } = {
  range: ({ store }) => store.getState().look({ range: null }),
  selection: ({ store }) => store.getState().select(null),
  sweep: (page) => sweepSession(page).setOpen(false),
  replay: ({ store }) => store.getState().replay({ cursorMs: null, playing: 0 }),
  measure: ({ store }) => store.getState().setMeasuring(false),
  note: leaveNote,
};

/** Closes the editor of a note. A note that nobody has written anything into goes with it. */
function leaveNote({ store }: LayeredPage): void {
  const { notes, writing, writeNote } = store.getState();
  writeNote(null);
  const note = notes.find(({ id }) => id === writing);
  if (note?.text === '')
    void import('../../store/look/notes-actions.ts').then(({ removeNote }) => removeNote(store, note.id));
}

export function leave(page: LayeredPage, layer: Left): void {
  LEAVE[layer](page);
  announce(LEFT[layer]);
}
