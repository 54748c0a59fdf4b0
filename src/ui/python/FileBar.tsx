/** Over the code: which program and file it is, examples, files in and out, undo. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { encodeHash } from '../../scenario/packed-hash.ts';
import { asTasks } from '../../store/python/as-tasks.ts';
import { EXAMPLES, programOf } from '../../store/python/examples/list.ts';
import { importableName, MOST_TEXT, troubleWithName } from '../../store/python/program.ts';
import { announce } from '../base/Announcer.tsx';
import { download } from '../base/download.ts';
import { Icon } from '../base/Icon.tsx';
import { UndoRedo } from '../keys/UndoRedo.tsx';
import { useProgram, useSession } from './program-context.ts';
import './file-bar.css';

const GROUPS = [...new Set(EXAMPLES.map(({ group }) => group))];

export function FileBar() {
  const session = useSession();
  const files = useProgram((state) => state.program.files);
  const file = useProgram((state) => state.file);
  const canUndo = useProgram((state) => state.canUndo);
  const canRedo = useProgram((state) => state.canRedo);
  const picker = useRef<HTMLInputElement>(null);
  const example = useProgram(
    ({ program }) =>
      EXAMPLES.find((one) => one.text === program.files[0]!.text && program.files.length === 1)?.id ?? '',
  );
  const open = async (chosen: readonly File[]) => {
    for (const one of chosen) await openFile(session, one);
  };
  useDrops(open);
  return (
    <div className="py-bar">
      <span className="select py-examples">
        <select
          aria-label="Example"
          value={example}
          onChange={({ target }) => {
            const found = EXAMPLES.find(({ id }) => id === target.value);
            if (found) session.replace(programOf(found));
          }}
        >
          {example === '' && <option value="">Your own program</option>}
          {GROUPS.map((group) => (
            <optgroup key={group} label={group}>
              {EXAMPLES.filter((one) => one.group === group).map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </span>
      <span className="py-bar-rest" />
      <AsTasks />
      <button
        type="button"
        className="button quiet icon"
        aria-label="Open a .py file"
        title="Open a .py file, or drop it here"
        onClick={() => picker.current?.click()}
      >
        <Icon name="open" />
      </button>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept=".py,text/x-python"
        onChange={({ target }) => {
          void open([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <button
        type="button"
        className="button quiet icon"
        aria-label={`Save ${files[file]!.name}`}
        title={`Save ${files[file]!.name}`}
        onClick={() => download(new Blob([files[file]!.text], { type: 'text/x-python' }), files[file]!.name)}
      >
        <Icon name="save" />
      </button>
      <UndoRedo canUndo={canUndo} canRedo={canRedo} undo={() => session.undo()} redo={() => session.redo()} />
      <Files />
    </div>
  );
}

/** A program of a simple shape as a task set, for any engine. Undo in Tasks brings back what was there. */
function AsTasks() {
  const text = useProgram(({ program }) => (program.files.length === 1 ? program.files[0]!.text : ''));
  const draft = useMemo(() => asTasks(text), [text]);
  if (!draft) return null;
  return (
    <button
      type="button"
      className="button"
      title="Opens what this program does as a task set in Tasks, where other engines can do it"
      onClick={() => {
        location.hash = encodeHash(draft);
      }}
    >
      As tasks
    </button>
  );
}

/** The files of the program; the first one is run. */
function Files() {
  const session = useSession();
  const files = useProgram((state) => state.program.files);
  const shown = useProgram((state) => state.file);
  const [naming, setNaming] = useState<number | null>(null);
  const names = files.map(({ name }) => name);
  return (
    <ul className="py-files" aria-label="Files">
      {files.map(({ name }, i) => (
        <li key={name} data-shown={i === shown ? '' : undefined}>
          {naming === i ? (
            <NameField
              name={name}
              others={names.filter((one) => one !== name)}
              onDone={(next) => {
                setNaming(null);
                if (next !== null && next !== name) session.renameFile(i, next);
              }}
            />
          ) : (
            <button
              type="button"
              aria-current={i === shown ? 'true' : undefined}
              title={
                i === shown
                  ? `${name}: press again to rename it`
                  : i === 0
                    ? `${name} is run`
                    : `${name} can be imported`
              }
              onClick={() => (i === shown ? setNaming(i) : session.showFile(i))}
            >
              {name}
            </button>
          )}
          {i > 0 && naming !== i && (
            <button
              type="button"
              className="py-file-close"
              aria-label={`Remove ${name}`}
              title="Remove; undo brings it back"
              onClick={() => session.removeFile(i)}
            >
              <Icon name="close" size={10} />
            </button>
          )}
        </li>
      ))}
      <li>
        <button
          type="button"
          className="py-file-add"
          aria-label="Add a file"
          title="Add a file that the program can import"
          onClick={() => session.addFile(importableName('helper.py', names), '')}
        >
          <Icon name="plus" size={12} />
        </button>
      </li>
    </ul>
  );
}

interface NameFieldProps {
  readonly name: string;
  readonly others: readonly string[];
  /** Null: it stays as it is. */
  readonly onDone: (name: string | null) => void;
}

function NameField({ name, others, onDone }: NameFieldProps) {
  const [text, setText] = useState(name);
  const trouble = troubleWithName(text, others);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  return (
    <input
      ref={input}
      className="py-file-name"
      aria-label="Name of the file"
      aria-invalid={trouble !== undefined}
      title={trouble && `The name ${trouble}.`}
      value={text}
      size={Math.max(8, text.length)}
      onChange={({ target }) => setText(target.value)}
      onBlur={() => onDone(trouble ? null : text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !trouble) onDone(text);
        else if (event.key === 'Enter') announce(`The name ${trouble}`);
        else if (event.key === 'Escape') onDone(null);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}

type Session = ReturnType<typeof useSession>;

async function openFile(session: Session, file: File): Promise<void> {
  if (!/\.pyw?$/i.test(file.name)) {
    session.notify(`${file.name} is no Python file: its name does not end with .py.`);
    return;
  }
  if (file.size > MOST_TEXT) {
    session.notify(`${file.name} is too large: a program may have a million characters.`);
    return;
  }
  const text = (await file.text()).replace(/\r\n?/g, '\n');
  const { program } = session.store.getState();
  session.replace({ ...program, files: [{ name: importableName(file.name, []), text }] });
}

/** Files that are dropped on the page are opened. */
function useDrops(open: (files: readonly File[]) => Promise<void>): void {
  const latest = useRef(open);
  latest.current = open;
  useEffect(() => {
    const hear = (event: DragEvent) => {
      const { files, types } = event.dataTransfer!;
      if (!types.includes('Files')) return;
      event.preventDefault();
      if (event.type === 'drop') void latest.current([...files]);
    };
    addEventListener('dragover', hear);
    addEventListener('drop', hear);
    return () => {
      removeEventListener('dragover', hear);
      removeEventListener('drop', hear);
    };
  }, []);
}
