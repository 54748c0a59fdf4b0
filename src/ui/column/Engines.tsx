/** Which engines are shown, each with the makespan that is predicted for it. */
import type { EngineFacts } from '../../engines/facts.ts';
import { ENGINES } from '../../engines/list.ts';
import { HOW_TO_ISOLATE, liveness, meansHere } from '../../store/machine/liveness.ts';
import { crowded, enginesOf, liveOf, sleepsShort } from '../../store/state/chosen-engines.ts';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { bandWords, makespanWords } from '../words/makespan-words.ts';
import './engines.css';

const IN_BROWSER = ENGINES.filter(({ group }) => group === 'browser');
const PYTHON = ENGINES.filter(({ group }) => group !== 'browser');

export function Engines() {
  const { predictor } = useOverlap();
  const look = () => predictor.listAll();
  return (
    <section className="engines" aria-labelledby="engines-title" onPointerEnter={look} onFocus={look}>
      <div className="section-head">
        <h2 id="engines-title">Engines</h2>
        <span className="engines-predicted">predicted</span>
      </div>
      <ul>
        <li className="engines-family">This browser’s</li>
        {IN_BROWSER.map((engine) => (
          <Choice key={engine.id} engine={engine} />
        ))}
        <li className="engines-family">Python’s</li>
        {PYTHON.map((engine) => (
          <Choice key={engine.id} engine={engine} />
        ))}
      </ul>
      <Remarks />
    </section>
  );
}

function Choice({ engine }: { engine: EngineFacts }) {
  const { id, title } = engine;
  const { store } = useOverlap();
  const chosen = useApp((state) => state.draft.engines.includes(id));
  const makespan = useApp((state) => state.makespans[id] ?? Number.NaN);
  const band = useApp((state) => state.seedBands[id]);
  const live = liveness(engine, meansHere());
  const about = live === true ? title : `${title}, predicted only: ${live}`;
  const choose = (on: boolean) => {
    const { draft, setEngines } = store.getState();
    setEngines(
      ENGINES.map((engine) => engine.id).filter((other) => (other === id ? on : draft.engines.includes(other))),
    );
  };
  return (
    <li>
      <label title={about}>
        <input type="checkbox" checked={chosen} onChange={(event) => choose(event.target.checked)} />
        <span className="engines-title">{title}</span>
      </label>
      <span className="engines-makespan" title={band && `${bandWords(band)} over a hundred seeds`}>
        {makespanWords(makespan)}
      </span>
    </li>
  );
}

/** What one should know of this computer and browser before believing a measurement. */
function Remarks() {
  const { cores } = useOverlap();
  const scenario = useApp((state) => state.scenario);
  const chosen = useApp((state) => state.draft.engines);
  const workers = crowded(chosen, scenario, cores);
  const locked = enginesOf(chosen).filter(({ lanes }) => lanes.cpu === 'gil');
  if (locked.length > 0 && !meansHere().isolated) {
    const who = locked.length === 1 ? `${locked[0]!.title} is` : 'Engines with a GIL are';
    return (
      <p className="engines-remark">
        {who} predicted only: that lock needs shared memory. To get it, {HOW_TO_ISOLATE}.
      </p>
    );
  }
  const onPage = liveOf(chosen).some(({ lanes }) => lanes.cpu === 'loop');
  if (workers !== undefined) {
    const own = cores === 1 ? 'one core' : `${cores} cores`;
    return <p className="engines-remark">{`${workers} workers share this computer’s ${own} while they compute.`}</p>;
  }
  if (onPage && sleepsShort(scenario))
    return (
      <p className="engines-remark">Sleeps under 4 ms may take longer on the page: browsers hold back such timers.</p>
    );
  return null;
}
