/** The small editor of a note, under the axis at the moment of the note. Enter keeps the note; a note without words is removed. */
import { useEffect, useRef, useState } from 'react';
import { changeNote, removeNote } from '../../store/look/notes-actions.ts';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { xOf } from '../timeline/model/time-scale.ts';
import { useTimeline } from '../timeline/parts/use-timeline.ts';
import type { Surface } from '../timeline/surface/surface.ts';
import './note-editor.css';

const WIDTH = 264;

export default function NoteEditor() {
  const { store } = useOverlap();
  const id = useApp((state) => state.writing);
  const note = useApp((state) => state.notes.find((one) => one.id === state.writing));
  if (id === null || !note) return null;
  return <Editor key={id} id={id} fromMs={note.fromMs} text={note.text} store={store} />;
}

interface Props {
  readonly id: number;
  readonly fromMs: number;
  readonly text: string;
  readonly store: ReturnType<typeof useOverlap>['store'];
}

function Editor({ id, fromMs, text, store }: Props) {
  const timeline = useTimeline();
  const [draft, setDraft] = useState(text);
  const [came] = useState(() => document.activeElement as HTMLElement | null);
  const [place] = useState(() => placeOf(timeline.current, fromMs));
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const close = (words: string) => {
    if (words.trim() === '') removeNote(store, id);
    else changeNote(store, id, words.trim());
    store.getState().writeNote(null);
    came?.focus();
  };
  return (
    <form
      className="note-editor"
      aria-label="Note"
      style={place}
      onSubmit={(event) => {
        event.preventDefault();
        close(draft);
      }}
    >
      <textarea
        ref={box}
        aria-label="Text of the note"
        rows={3}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter' && !event.shiftKey) close(draft);
          else if (event.key === 'Escape') close(text);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <div>
        <button type="submit" className="button">
          Keep
        </button>
        <button type="button" className="button" onClick={() => close(text)}>
          Not now
        </button>
      </div>
    </form>
  );
}

/** Where the editor stands: under the axis, at the moment of the note, within the window of the browser (px). */
function placeOf(timeline: Surface | null, ms: number): { left: number; top: number } {
  const { scale, root } = timeline ?? {};
  const band = root?.querySelector('.tl-band')?.getBoundingClientRect();
  if (!root || !scale || !band) return { left: 16, top: 96 };
  const x = root.getBoundingClientRect().left + xOf(scale, ms);
  const left = Math.min(Math.max(8, x - 16), window.innerWidth - WIDTH - 8);
  return { left, top: Math.min(Math.max(8, band.bottom + 4), window.innerHeight - 200) };
}
