/** The tasks as notation: examples, each with what it shows, the editor, and what it says or where it is wrong. Or the tasks as code. */

import { type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { newDraft, PRESETS, type Preset } from '../../scenario/presets.ts';
import { summary } from '../../scenario/summary.ts';
import { Icon } from '../base/Icon.tsx';
import { lazyExtra } from '../base/lazy.tsx';
import { useApp } from '../base/use-overlap.ts';
import { UndoRedo } from '../keys/UndoRedo.tsx';
import { Editor } from './Editor.tsx';
import './tasks.css';

/** `code`: the tasks as a program, instead of the editor. `edits`: the editor is here, and not elsewhere on the page. */
export function Tasks({ code, edits = true }: { code: ReactNode; edits?: boolean }) {
  const [coded, setCoded] = useState(false);
  return (
    <section className="tasks" aria-label="Task set">
      <div className="section-head">
        <h2>{coded ? 'Code' : <label htmlFor="tasks">Tasks</label>}</h2>
        {/* The same button, so that the focus stays. */}
        <button type="button" className="button tasks-turn" onClick={() => setCoded(!coded)}>
          {coded ? 'Tasks' : 'Code'}
        </button>
        <History />
        <Examples />
      </div>
      <About />
      {coded ? (
        <div className="code-pane">
          <Suspense>{code}</Suspense>
        </div>
      ) : (
        <>
          {edits && <Editor />}
          <div className="tasks-foot">
            {edits && <Says />}
            <HowToWrite />
          </div>
        </>
      )}
    </section>
  );
}

function History() {
  const undo = useApp((state) => state.undo);
  const redo = useApp((state) => state.redo);
  const canUndo = useApp((state) => state.canUndo);
  const canRedo = useApp((state) => state.canRedo);
  return (
    <div className="undo-redo">
      <UndoRedo canUndo={canUndo} canRedo={canRedo} undo={undo} redo={redo} size={14} />
    </div>
  );
}

const NONE: readonly Preset[] = [];
const KINDS = ['ray', 'celery', 'spark'];

/** Examples of Ray, Celery and Spark are there once one of their engines is chosen. */
function usePresets(): readonly Preset[] {
  const kind = useApp((state) => state.draft.engines.map((id) => id.split('.')[0]!).find((id) => KINDS.includes(id)));
  const [more, setMore] = useState(NONE);
  useEffect(() => {
    if (kind)
      void import('../../scenario/machine-presets.ts').then(({ MACHINE_PRESETS }) => setMore(MACHINE_PRESETS[kind]!));
  }, [kind]);
  return useMemo(() => [...PRESETS, ...more], [more]);
}

/** The example that the draft still is, or that it is one's own. */
function Examples() {
  const text = useApp((state) => state.draft.text);
  const machine = useApp((state) => state.draft.machine);
  const own = useApp((state) => state.draft.knobs);
  const loadDraft = useApp((state) => state.loadDraft);
  const presets = usePresets();
  const current = presets.find((preset) => preset.text === text);
  return (
    <span className="select">
      <select
        aria-label="Example"
        value={current?.id ?? ''}
        onChange={(event) => {
          const preset = presets.find(({ id }) => id === event.target.value);
          if (preset) loadDraft({ ...(machine && { machine }), ...newDraft(preset, own) });
        }}
      >
        {!current && (
          <option value="" disabled>
            Your own
          </option>
        )}
        {presets.map(({ id, title, about }) => (
          <option key={id} value={id} title={about}>
            {title}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" size={14} />
    </span>
  );
}

/** What the example shows. Its place stays while the text becomes one's own, so that nothing moves under who types. */
function About() {
  const text = useApp((state) => state.draft.text);
  const current = usePresets().find((preset) => preset.text === text);
  const last = useRef(current);
  if (current) last.current = current;
  const began = current ?? last.current;
  if (!began) return null;
  return <p className="tasks-about">{current ? current.about : `Your own, from “${began.title}”.`}</p>;
}

const Notation = lazyExtra(() => import('./Notation.tsx'));

function HowToWrite() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button type="button" className="link tasks-how" popoverTarget="notation">
        How to write
      </button>
      <div
        id="notation"
        popover="auto"
        className="sheet"
        onToggle={({ newState }) => newState === 'open' && setOpened(true)}
      >
        <Suspense>{opened && <Notation />}</Suspense>
      </div>
    </>
  );
}

export function Says() {
  const tasks = useApp((state) => state.scenario.tasks);
  const mistake = useApp((state) => state.mistake);
  // There may be a million: they are looked at once, not whenever a knob moves.
  const says = useMemo(() => summary({ tasks }), [tasks]);
  return (
    <p id="tasks-says" className="tasks-says" data-wrong={mistake ? '' : undefined} aria-live="polite">
      {mistake ? (
        <>
          <b>
            Line {mistake.line}, column {mistake.column}.
          </b>{' '}
          {mistake.message}
        </>
      ) : (
        says
      )}
    </p>
  );
}
