/** What a lesson is made with: its title, its steps, what the step that is shown says, and the ways out. */
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { MOST, type TaughtStep } from '../../../learn/taught.ts';
import { formatCount } from '../../../scenario/count.ts';
import { InputError } from '../../../scenario/input-error.ts';
import { CONTENTS } from '../../../store/learn/place.ts';
import { openingProgram } from '../../../store/python/keep-program.ts';
import { lookOf } from '../../../store/share/look-link.ts';
import { stepOfNow, stepOfProgram } from '../../../store/teach/from-notes.ts';
import { fileNameOf, lessonFile, lessonIn } from '../../../store/teach/lesson-file.ts';
import { taughtHash } from '../../../store/teach/lesson-link.ts';
import { teaching } from '../../../store/teach/teaching.ts';
import { announce } from '../../base/Announcer.tsx';
import { download } from '../../base/download.ts';
import { Icon } from '../../base/Icon.tsx';
import { useOverlap } from '../../base/use-overlap.ts';
import { StepEditor } from './StepEditor.tsx';
import type { StepShown } from './use-step.ts';

/** `shown`: the page of the step that is shown; left out where there is none. */
export function TeachPane({ shown }: { readonly shown?: StepShown }) {
  const main = useOverlap();
  const [wrong, setWrong] = useState('');
  const { title, steps, at, past, ...acts } = useStore(teaching());
  const trying = (act: () => void) => {
    try {
      act();
      setWrong('');
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      setWrong(error.message);
    }
  };
  const take = (from: () => TaughtStep) =>
    trying(() => {
      if (acts.add([from()]) > 0) throw new InputError(`A lesson has at most ${MOST.steps} steps`);
      announce(`Step ${steps.length + 1} added`);
    });
  /** What stands in Tasks or in Python now in place of what the step is about. */
  const takeHere = (from: () => TaughtStep) =>
    trying(() => {
      const { look, text: _, question: __, ...subject } = from();
      acts.about(subject, look);
    });
  const fromTasks = () => stepOfNow(main);
  const fromPython = () => stepOfProgram(openingProgram('').program);
  const keepView = () => {
    if (!shown) return;
    acts.change('', { look: lookOf(shown.overlap.store.getState()) });
    announce('The view is kept');
  };
  const from = (
    <>
      <button type="button" className="button" onClick={() => take(fromTasks)}>
        <Icon name="plus" />
        Take a step from Tasks
      </button>
      <button type="button" className="button" onClick={() => take(fromPython)}>
        <Icon name="plus" />
        Take a step from Python
      </button>
    </>
  );
  return (
    <div className="ln-lesson te-pane">
      <div className="ln-text">
        <h2>Make a lesson</h2>
        {steps.length === 0 ? (
          <>
            <p>
              A lesson is a row of steps. Each has tasks or a program, how one looks at it, a text, and a question if
              you like.
            </p>
            <p>
              In <b>Tasks</b> or <b>Python</b>, press <kbd>N</kbd> to write notes. Then <b>Make a lesson</b> in the
              panel Notes makes a step of each. Or take what stands there now:
            </p>
          </>
        ) : (
          <label className="te-field">
            <span>Title</span>
            <input
              className="field"
              value={title}
              maxLength={MOST.title}
              onChange={({ target }) => acts.setTitle(target.value)}
            />
          </label>
        )}
        {steps.length > 0 && (
          <nav aria-label="Steps">
            <ol className="ln-steps te-steps">
              {steps.map((step, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place.
                <li key={i}>
                  <button
                    type="button"
                    aria-label={`Step ${i + 1}`}
                    title={step.text.slice(0, 80)}
                    aria-current={i === at ? 'step' : undefined}
                    onClick={() => acts.show(i)}
                  >
                    {i + 1}
                  </button>
                </li>
              ))}
            </ol>
          </nav>
        )}
        {shown && steps[at] && <StepEditor key={at} step={steps[at]} shown={shown} />}
        <p className="te-buttons">
          {shown && (
            <>
              <button type="button" className="button" onClick={keepView}>
                Keep the view on the right
              </button>
              {shown.program ? (
                <button type="button" className="button" onClick={() => takeHere(fromPython)}>
                  Take the program from Python
                </button>
              ) : (
                <button type="button" className="button" onClick={() => takeHere(fromTasks)}>
                  Take tasks and view from Tasks
                </button>
              )}
              <button type="button" className="button" disabled={at === 0} onClick={() => acts.move(-1)}>
                Earlier
              </button>
              <button type="button" className="button" disabled={at === steps.length - 1} onClick={() => acts.move(1)}>
                Later
              </button>
              <button type="button" className="button" onClick={() => acts.remove()}>
                Delete the step
              </button>
            </>
          )}
          {from}
          {past.length > 0 && (
            <button type="button" className="button" onClick={() => acts.undo()}>
              <Icon name="undo" />
              Undo
            </button>
          )}
        </p>
        <p role="alert" className="te-wrong">
          {wrong}
        </p>
        <Files wrong={setWrong} />
      </div>
      <nav className="ln-foot" aria-label="Ways on">
        <a className="button quiet" href={CONTENTS}>
          <Icon name="lanes" />
          All lessons
        </a>
        {steps.length > 0 && (
          <a className="button ln-on te-on" href={taughtHash({ title, steps }, at)}>
            <span>See it as others will</span>
            <Icon name="chevron-down" />
          </a>
        )}
      </nav>
    </div>
  );
}

/** Links that chats do not cut. */
const LONG = 2000;

function Files({ wrong }: { readonly wrong: (says: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const { title, steps, replace } = useStore(teaching());
  const open = async (file: File) => {
    try {
      const lesson = await lessonIn(file);
      if (!lesson) throw new InputError(`${file.name} is no lesson of this page`);
      replace(lesson);
      wrong('');
      announce(`Opened ${file.name}`);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      wrong(error.message);
    }
  };
  const { length } = steps.length > 0 ? location.href.replace(/#.*$/, '') + taughtHash({ title, steps }) : '';
  return (
    <>
      <p className="te-buttons">
        {steps.length > 0 && (
          <button
            type="button"
            className="button"
            onClick={() => download(lessonFile({ title, steps }), fileNameOf({ title, steps }))}
          >
            <Icon name="save" />
            Save as a file
          </button>
        )}
        <button type="button" className="button" onClick={() => input.current?.click()}>
          <Icon name="open" />
          Open a file
        </button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".json,application/json"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file) void open(file);
            currentTarget.value = '';
          }}
        />
      </p>
      {length > 0 && (
        <p className="ln-quiet">
          It is kept in this browser. <b>Copy link</b> above has all of it: {formatCount(length)} characters.
          {length > LONG && ' Chats cut links that long: send the file.'}
        </p>
      )}
    </>
  );
}
