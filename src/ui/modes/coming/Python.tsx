/** Python, as long as the page runs no programs: what is coming, and the examples that show Python's tools meanwhile. */
import { ENGINES } from '../../../engines/list.ts';
import { PRESETS } from '../../../scenario/presets.ts';
import { useApp } from '../../base/use-overlap.ts';
import { Frame } from '../../frame/Frame.tsx';
import { Examples } from './Examples.tsx';
import './coming.css';

const OF_PYTHON = new Set(ENGINES.filter(({ group }) => group !== 'browser').map(({ id }) => id));
const EXAMPLES = PRESETS.filter(({ engines = [] }) => engines.some((id) => OF_PYTHON.has(id)));

export default function Python() {
  const setMode = useApp((state) => state.setMode);
  const pane = (
    <div className="coming">
      <h2>Your own Python program</h2>
      <p>
        Here you will write a program with threads, processes or asyncio. The page will run it and draw which line did
        what, and which waited for whom.
      </p>
      <p>
        This is on its way. Python’s tools are in <b>Tasks</b> already: thread pools, process pools and asyncio.
      </p>
      <button type="button" className="button" onClick={() => setMode('tasks')}>
        Go on in Tasks
      </button>
    </div>
  );
  return (
    <Frame about="programs are on their way" paneName="Program" pane={pane}>
      <section className="coming-stage" aria-labelledby="coming-title">
        <h2 id="coming-title">Python’s tools, on the same clock</h2>
        <Examples presets={EXAMPLES} />
      </section>
    </Frame>
  );
}
