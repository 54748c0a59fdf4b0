/** Below the lanes, where there is nothing to draw: what to do about it, each a press away. Loaded only then. */
import { useEffect } from 'react';
import { ENGINES } from '../../engines/list.ts';
import { enginesOf } from '../../store/state/chosen-engines.ts';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { useTakes } from '../engines/use-takes.ts';
import { countWord, nameOf } from '../words/names-and-numbers.ts';
import './empty.css';

const LINES: readonly (readonly [text: string, about: string])[] = [
  ['sleep 0..4', 'five that wait'],
  ['8 x cpu 150ms', 'eight that compute'],
  ['load: 3 x sleep 200ms\nmerge after load: cpu 100ms', 'a group, and what waits for it'],
];
/** What the others are compared with, real workers, and one thread that holds nothing. */
const THREE = ['sequential', 'web-workers', 'asyncio.gather'];

export default function Empty() {
  const engines = useApp((state) => state.draft.engines);
  return <div className="empty">{enginesOf(engines).length === 0 ? <NoEngine /> : <NoTasks />}</div>;
}

function NoTasks() {
  const setText = useApp((state) => state.setText);
  return (
    <>
      <h3>Write a line, or take one</h3>
      <ul>
        {LINES.map(([text, about]) => (
          <li key={text}>
            <button type="button" className="button" onClick={() => setText(text)}>
              <code>{text}</code>
              <span>{about}</span>
            </button>
          </li>
        ))}
      </ul>
      <p>The engines stay. Run is off until there is a task.</p>
    </>
  );
}

function NoEngine() {
  const { store, predictor } = useOverlap();
  const count = useApp((state) => state.scenario.tasks.length);
  useEffect(() => predictor.listAll(), [predictor]);
  return (
    <>
      <h3>No engine is chosen</h3>
      <p>
        {count === 1
          ? 'Three that differ, for your one task:'
          : `Three that differ, for your ${countWord(count)} tasks:`}
      </p>
      <ul className="empty-three">
        {THREE.map((id) => (
          <Foretold key={id} id={id} />
        ))}
      </ul>
      <div className="empty-acts">
        <button type="button" className="button run" onClick={() => store.getState().setEngines(THREE)}>
          Add these three
        </button>
        {/* The picker belongs to the list of engines, whose button opens it. */}
        <button
          type="button"
          className="button"
          onClick={() => document.querySelector<HTMLButtonElement>('.engines-add')?.click()}
        >
          Choose from all {ENGINES.length}
        </button>
      </div>
    </>
  );
}

function Foretold({ id }: { id: string }) {
  const engine = enginesOf([id])[0]!;
  const takes = useTakes(engine);
  return (
    <li>
      {nameOf(engine)} <span>{takes}</span>
    </li>
  );
}
