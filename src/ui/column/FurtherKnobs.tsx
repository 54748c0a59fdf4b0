/** The knobs of the engines chosen, but the pool size: made from the engines' own lists. */
import { Suspense } from 'react';
import { type ChoiceKnob, PYTHON, settle } from '../../engines/knobs.ts';
import { knobTrouble, meansHere } from '../../store/machine/liveness.ts';
import { furtherKnobs } from '../../store/state/chosen-engines.ts';
import { lazyExtra } from '../base/lazy.tsx';
import { Segmented } from '../base/Segmented.tsx';
import { useApp } from '../base/use-overlap.ts';

/** What the page opens with has none. */
const Amount = lazyExtra(() => import('./Amount.tsx'));
const PythonRemark = lazyExtra(() => import('../machine/PythonRemark.tsx'));

export function FurtherKnobs() {
  const scenario = useApp((state) => state.scenario);
  const chosen = useApp((state) => state.draft.engines);
  const knobs = furtherKnobs(chosen, scenario);
  if (knobs.length === 0) return null;
  return (
    <section className="knobs" aria-label="Knobs">
      {knobs.map((knob) =>
        'values' in knob ? (
          <Choice key={knob.name} knob={knob} />
        ) : (
          <Suspense key={knob.name}>
            <Amount knob={knob} />
          </Suspense>
        ),
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
