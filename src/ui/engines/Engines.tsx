/** The engines shown, as chips, and the way to the picker. All engines are here as checkboxes too, for assistive technology. */
import { Suspense, useRef, useState } from 'react';
import { ENGINES } from '../../engines/list.ts';
import { liveness, meansHere } from '../../store/machine/liveness.ts';
import { crowded, enginesOf, sleepsShort } from '../../store/state/chosen-engines.ts';
import { Icon } from '../base/Icon.tsx';
import { lazyExtra } from '../base/lazy.tsx';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { Chips } from './Chips.tsx';
import { withEngine } from './engine-list.ts';
import './engines.css';

const loadPicker = () => import('./Picker.tsx');
const Picker = lazyExtra(loadPicker);
const Remarks = lazyExtra(() => import('./Remarks.tsx'));

export function Engines() {
  /** Undefined while the picker is closed; the engine that it explains first, null for any. */
  const [explained, setExplained] = useState<string | null>();
  const add = useRef<HTMLButtonElement>(null);
  const open = explained !== undefined;
  const remarkable = useRemarkable();
  return (
    <section className="engines" aria-labelledby="engines-title" onPointerEnter={() => void loadPicker()}>
      <div className="section-head">
        <h2 id="engines-title">Engines</h2>
        <span className="engines-predicted">predicted</span>
      </div>
      <div className="engines-flow">
        <Chips explain={setExplained} add={add} />
        <button
          ref={add}
          type="button"
          className="button engines-add"
          aria-haspopup="dialog"
          onFocus={() => void loadPicker()}
          onClick={() => setExplained(null)}
        >
          <Icon name="plus" />
          Add an engine
        </button>
      </div>
      {!open && <AllEngines />}
      <Suspense>{remarkable && <Remarks />}</Suspense>
      <Suspense>{open && <Picker first={explained} onClose={() => setExplained(undefined)} />}</Suspense>
    </section>
  );
}

/** A checkbox an engine, named by its title. Not seen, and no stop of the Tab key: the picker is what eyes and keys use. */
function AllEngines() {
  const { store } = useOverlap();
  const chosen = useApp((state) => state.draft.engines);
  return (
    <fieldset className="engines-all">
      <legend className="unseen">Engines shown</legend>
      {ENGINES.map(({ id, title }) => (
        <input
          key={id}
          type="checkbox"
          tabIndex={-1}
          aria-label={title}
          checked={chosen.includes(id)}
          onChange={(event) => store.getState().setEngines(withEngine(chosen, id, event.target.checked))}
        />
      ))}
    </fieldset>
  );
}

/** Whether there may be something to know before believing a measurement. */
function useRemarkable(): boolean {
  const { cores } = useOverlap();
  const scenario = useApp((state) => state.scenario);
  const chosen = useApp((state) => state.draft.engines);
  const means = meansHere();
  return (
    enginesOf(chosen).some((engine) => engine.since || liveness(engine, means) !== true) ||
    scenario.gil === false ||
    crowded(chosen, scenario, cores) !== undefined ||
    sleepsShort(scenario)
  );
}
