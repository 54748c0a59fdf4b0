/** The controls of the knobs of the engines chosen, but the pool size: made from the engines' own lists. Loaded when they are first unfolded. */
import { type ChoiceKnob, PYTHON, settle } from '../../engines/knobs.ts';
import { knobTrouble, meansHere } from '../../store/machine/liveness.ts';
import { furtherKnobs } from '../../store/state/chosen-engines.ts';
import { Segmented } from '../base/Segmented.tsx';
import { useApp } from '../base/use-overlap.ts';
import { PythonRemark } from '../machine/PythonRemark.tsx';
import { Amount } from './Amount.tsx';

export default function FurtherKnobs() {
  const scenario = useApp((state) => state.scenario);
  const chosen = useApp((state) => state.draft.engines);
  const knobs = furtherKnobs(chosen, scenario);
  return (
    <div className="knobs">
      {knobs.map((knob) =>
        'values' in knob ? <Choice key={knob.name} knob={knob} /> : <Amount key={knob.name} knob={knob} />,
      )}
    </div>
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
      {knob === PYTHON && <PythonRemark />}
      {(trouble ?? knob.remark) && <p className="knob-trouble">{trouble ?? knob.remark}</p>}
    </>
  );
}
