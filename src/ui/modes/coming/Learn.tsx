/** Learn, as long as there are no lessons: what is coming, and every example meanwhile. */
import { PRESETS } from '../../../scenario/presets.ts';
import { useApp } from '../../base/use-overlap.ts';
import { Frame } from '../../frame/Frame.tsx';
import { Examples } from './Examples.tsx';
import './coming.css';

export default function Learn() {
  const setMode = useApp((state) => state.setMode);
  const pane = (
    <div className="coming">
      <h2>Learn by guessing</h2>
      <p>
        Lessons are on their way, of about three minutes each. You guess, it runs, you see why, you change one thing.
      </p>
      <p>
        Until they are here, take an example. Look at its tasks, guess how long they take, and press <b>Run</b>.
      </p>
      <button type="button" className="button" onClick={() => setMode('tasks')}>
        Go on in Tasks
      </button>
    </div>
  );
  return (
    <Frame about="lessons are on their way" paneName="Learn" pane={pane}>
      <section className="coming-stage" aria-labelledby="coming-title">
        <h2 id="coming-title">Each of these shows one thing</h2>
        <Examples presets={PRESETS} />
      </section>
    </Frame>
  );
}
