/** Notes on moments, ranges and tasks: adding, changing, removing, taking a removal back. Loaded with the first note. */
import type { Note } from '../state/state.ts';
import type { Store } from '../state/store.ts';

/** Adds a note, in order of time, and gives it. */
export function addNote(store: Store, note: Omit<Note, 'id'>): Note {
  const { notes } = store.getState();
  const added = { ...note, id: 1 + Math.max(0, ...notes.map(({ id }) => id)) };
  putBack(store, added);
  return added;
}

/** Adds the notes that came with a file, after those that are there and in the file's order. */
export function addNotes({ setState }: Store, added: readonly Omit<Note, 'id'>[]): void {
  setState(({ notes }) => {
    const next = notes.reduce((most, { id }) => Math.max(most, id), 0) + 1;
    return { notes: [...notes, ...added.map((note, i) => ({ ...note, id: next + i }))] };
  });
}

export function changeNote(store: Store, id: number, text: string): void {
  store.setState(({ notes }) => ({ notes: notes.map((note) => (note.id === id ? { ...note, text } : note)) }));
}

/** Gives what was removed, for `putBack`. */
export function removeNote(store: Store, id: number): Note | undefined {
  const { notes, writing } = store.getState();
  store.setState({ notes: notes.filter((note) => note.id !== id), ...(writing === id && { writing: null }) });
  return notes.find((note) => note.id === id);
}

export function putBack(store: Store, note: Note): void {
  store.setState(({ notes }) => ({ notes: [...notes, note].sort((a, b) => a.fromMs - b.fromMs || a.id - b.id) }));
}
