/** A knob whose value is a number, with its field. */
import { useState } from 'react';
import type { NumberKnob } from '../../engines/knobs.ts';
import { knobIn } from '../../scenario/knobs.ts';
import { firstPooled, settledWorkers } from '../../store/state/chosen-engines.ts';
import { useApp, useOverlap } from '../base/use-overlap.ts';

/** A field is so wide that this many figures are seen; one with more is wider. */
const FIGURES = 4;

export function Amount({ knob }: { knob: NumberKnob }) {
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
          data-long={String(typed ?? value).length > FIGURES ? '' : undefined}
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
