/** All notes: going to them, changing, deleting, and taking a deletion back. */
import { useState } from 'react';
import { formatMs } from '../../../scenario/duration.ts';
import { formatRange } from '../../../scenario/format-range.ts';
import { InputError } from '../../../scenario/input-error.ts';
import { changeNote, putBack, removeNote } from '../../../store/look/notes-actions.ts';
import type { Note } from '../../../store/state/state.ts';
import { announce } from '../../base/Announcer.tsx';
import { useApp, useOverlap } from '../../base/use-overlap.ts';
import { noteHere } from '../../instrument/tools.ts';
import { useTimeline } from '../../timeline/parts/use-timeline.ts';
import { reveal, revealTime } from '../../timeline/surface/reveal.ts';
import './notes.css';

export default function Notes() {
  const overlap = useOverlap();
  const { store } = overlap;
  const timeline = useTimeline();
  const notes = useApp((state) => state.notes);
  const scenario = useApp((state) => state.scenario);
  const [deleted, setDeleted] = useState<Note>();
  const [wrong, setWrong] = useState('');
  const makeLesson = async () => {
    const { teachNotes } = await import('../../../store/teach/teaching.ts');
    try {
      const over = teachNotes(overlap);
      if (over > 0) announce(`${over} notes had no room: a lesson is full`);
      location.hash = '#learn=teach';
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      setWrong(`${error.message}.`);
    }
  };
  const remove = (note: Note) => {
    setDeleted(removeNote(store, note.id));
    announce('Note deleted');
  };
  const goTo = ({ on, fromMs, toMs }: Note) => {
    revealTime(timeline.current, { fromMs, toMs });
    if (on) {
      store.getState().select(on);
      reveal(timeline.current, on);
    } else if (toMs > fromMs) store.getState().look({ range: { fromMs, toMs } });
  };
  const whereOf = ({ on, fromMs, toMs }: Note) =>
    on ? `task ${scenario.tasks[on.task]?.id ?? on.task}, ${formatMs(fromMs, 3)}` : formatRange(fromMs, toMs);
  return (
    <section className="notes" aria-label="Notes">
      <div className="notes-head">
        <p>
          {notes.length === 0
            ? 'No notes. N writes one: on the selected task, the range, or the moment under the pointer.'
            : wrong}
        </p>
        {deleted && (
          <button
            type="button"
            className="button"
            onClick={() => {
              putBack(store, deleted);
              setDeleted(undefined);
            }}
          >
            Take the deletion back
          </button>
        )}
        <button type="button" className="button" onClick={() => noteHere(store, timeline.current)}>
          New note
        </button>
        {notes.length > 0 && (
          <button type="button" className="button" title="Each note becomes a step" onClick={() => void makeLesson()}>
            Make a lesson
          </button>
        )}
      </div>
      <ul>
        {notes.map((note) => (
          <li key={note.id}>
            <button type="button" className="button quiet notes-where" title="Go there" onClick={() => goTo(note)}>
              {whereOf(note)}
            </button>
            <input
              aria-label={`Note on ${whereOf(note)}`}
              value={note.text}
              onChange={(event) => changeNote(store, note.id, event.target.value)}
            />
            <button
              type="button"
              className="button"
              aria-label={`Delete the note on ${whereOf(note)}`}
              onClick={() => remove(note)}
            >
              Delete
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
