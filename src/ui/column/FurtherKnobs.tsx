/** The knobs of the engines chosen, but the pool size: made from the engines' own lists. */
import { lazy, Suspense, useState } from 'react';
import { type ChoiceKnob, type NumberKnob, PYTHON, settle } from '../../engines/knobs.ts';
import { knobIn } from '../../scenario/knobs.ts';
import { knobTrouble, meansHere } from '../../store/machine/liveness.ts';
import { firstPooled, furtherKnobs, settledWorkers } from '../../store/state/chosen-engines.ts';
import { Segmented } from '../base/Segmented.tsx';
import { useApp, useOverlap } from '../base/use-overlap.ts';

const PythonRemark = lazy(() => import('../machine/PythonRemark.tsx'));

export function FurtherKnobs() {
  const scenario = useApp((state) => state.scenario);
  const chosen = useApp((state) => state.draft.engines);
  const knobs = furtherKnobs(chosen, scenario);
  if (knobs.length === 0) return null;
  return (
    <section className="knobs" aria-label="Knobs">
      {knobs.map((knob) =>
        'values' in knob ? <Choice key={knob.name} knob={knob} /> : <Amount key={knob.name} knob={knob} />,
      )}
    </section>
  );
}

function Choice({ knob }: { knob: ChoiceKnob }) {
  const value = useApp(({ scenario, assumed }) => settle([knob], scenario, assumed.machine)[knob.name]);
  const setKnob = useApp((state) => state.setKnob);
  const means = meansHere();
  const troubles = knob.values.map((choice) => knobTrouble(knob.name, choice, means));
  const trouble = troubles.find(Boolean);
  return (
    <>
      <fieldset className="knob">
        <legend>{knob.title}</legend>
        <Segmented
          name={knob.name}
          segments={knob.values.map((choice, i) => ({
            value: choice,
            words: knob.words?.[choice] ?? choice,
            trouble: troubles[i],
          }))}
          chosen={String(value)}
          onChoose={(choice) => setKnob(knob.name, choice)}
        />
      </fieldset>
      {knob === PYTHON && (
        <Suspense>
          <PythonRemark />
        </Suspense>
      )}
      {(trouble ?? knob.remark) && <p className="knob-trouble">{trouble ?? knob.remark}</p>}
    </>
  );
}

function Amount({ knob }: { knob: NumberKnob }) {
  const { cores } = useOverlap();
  const scenario = useApp((state) => state.scenario);
  const machine = useApp((state) => state.assumed.machine);
  const chosen = useApp((state) => state.draft.engines);
  const setKnob = useApp((state) => state.setKnob);
  const [typed, setTyped] = useState<string | null>(null);
  const workers = settledWorkers(firstPooled(chosen), scenario, cores);
  const value = knobIn(scenario, knob.name) ?? knob.preset({ scenario, machine, workers });
  const { whole } = knob;
  return (
    <div className="knob">
      <label htmlFor={`knob-${knob.name}`}>{knob.title}</label>
      <span>
        <input
          id={`knob-${knob.name}`}
          type="number"
          className="field"
          min={knob.min}
          max={knob.max}
          step={whole ? 1 : 'any'}
          value={typed ?? value}
          onChange={({ target }) => {
            const number = target.valueAsNumber;
            const good = number >= knob.min && number <= knob.max && (!whole || Number.isInteger(number));
            setTyped(good ? null : target.value);
            if (good) setKnob(knob.name, number);
          }}
          onBlur={() => setTyped(null)}
        />
        {knob.unit && <span className="knob-unit">{knob.unit}</span>}
      </span>
    </div>
  );
}
