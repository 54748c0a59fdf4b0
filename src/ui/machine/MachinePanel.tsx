/** Which machine predictions assume: one of four, measured here or set by hand. */

import { useEffect, useState } from 'react';
import { GIL, PYTHON } from '../../engines/knobs.ts';
import { type Draft, withKnob } from '../../scenario/draft.ts';
import { isLinuxName, LINUX, type LinuxName, type Machine as MachineOf } from '../../scenario/machine.ts';
import type { MachineKind } from '../../store/machine/machine.ts';
import type { Calibration } from '../../store/state/state.ts';
import { announce } from '../base/Announcer.tsx';
import { Icon } from '../base/Icon.tsx';
import { useApp } from '../base/use-overlap.ts';
import { Heartbeat } from '../topbar/Heartbeat.tsx';
import { FIELDS, fits, withValue } from './fields.ts';
import { OwnMachine } from './OwnMachine.tsx';

const CHOICES: readonly [kind: MachineKind, title: string][] = [
  ['ideal', 'Ideal machine'],
  ['cpython-3.11-linux', 'CPython 3.11 on Linux'],
  ['cpython-3.14-linux', 'CPython 3.14 on Linux'],
  ['cpython-3.15-linux', 'CPython 3.15 on Linux'],
  ['cpython-3.14t-linux', 'Free-threaded 3.14 on Linux'],
  ['here', 'This browser'],
  ['hand', 'Set by hand'],
];

export default function MachinePanel() {
  const kind = useApp((state) => state.assumed.kind);
  const calibration = useApp((state) => state.calibration);
  const busy = useApp((state) => state.busy);
  const setMachine = useApp((state) => state.setMachine);
  const loadDraft = useApp((state) => state.loadDraft);
  const draft = useApp((state) => state.draft);
  const calibrate = useApp((state) => state.calibrate);
  const says = saysOf(calibration);
  useEffect(() => {
    if (calibration.kind === 'found' || calibration.kind === 'failed') announce(saysOf(calibration));
  }, [calibration]);
  const choose = (next: string) => {
    if (isLinuxName(next)) loadDraft(onLinux(draft, next));
    else if (next === 'here') calibration.kind === 'found' ? setMachine(undefined) : void calibrate();
    // Without a word in the link it is the ideal machine until somebody calibrates.
    else if (next === 'ideal') setMachine(calibration.kind === 'found' ? 'ideal' : undefined);
  };
  return (
    <>
      <div className="machine-choice">
        <span className="select">
          <select aria-label="Predictions assume" value={kind} onChange={({ target }) => choose(target.value)}>
            {CHOICES.map(([value, title]) => (
              <option key={value} value={value} disabled={value === 'hand' || (value === 'here' && busy)}>
                {title}
              </option>
            ))}
          </select>
          <Icon name="chevron-down" size={14} />
        </span>
        <button
          type="button"
          className="button"
          disabled={busy}
          aria-describedby="machine-says"
          onClick={() => void calibrate()}
        >
          Calibrate
        </button>
      </div>
      <p id="machine-says" className="machine-says">
        {says}
      </p>
      <div className="machine-fields">
        {FIELDS.map((field) => (
          <Cost key={field.name} field={field} />
        ))}
      </div>
      <OwnMachine />
      <Heartbeat />
    </>
  );
}

/** The draft on a Linux of the recordings, with its Python: that is a knob of its own, and would win. */
function onLinux(draft: Draft, name: LinuxName): Draft {
  const { python = '3.11', gil = true } = LINUX[name] as MachineOf;
  return withKnob(withKnob({ ...draft, machine: name }, PYTHON.name, python), GIL.name, gil ? 'on' : 'off');
}

function Cost({ field }: { field: (typeof FIELDS)[number] }) {
  const { name, title, about, unit, preset } = field;
  const machine = useApp((state) => state.assumed.machine);
  const setMachine = useApp((state) => state.setMachine);
  const [typed, setTyped] = useState<string | null>(null);
  const id = `machine-${name}`;
  return (
    <div className="knob">
      <label htmlFor={id} title={about}>
        {title}
      </label>
      <span>
        <input
          id={id}
          type="number"
          className="field"
          min={name === 'cores' ? 1 : 0}
          step={name === 'cores' ? 1 : 'any'}
          value={typed ?? machine[name] ?? preset}
          aria-describedby={`${id}-about`}
          onChange={({ target }) => {
            const good = fits(field, target.valueAsNumber);
            setTyped(good ? null : target.value);
            if (good) setMachine(withValue(machine, field, target.valueAsNumber));
          }}
          onBlur={() => setTyped(null)}
        />
        <span className="machine-unit">{unit}</span>
      </span>
      <p id={`${id}-about`} className={name === 'speed' ? 'machine-about' : 'unseen'}>
        {about}
      </p>
    </div>
  );
}

function saysOf(calibration: Calibration): string {
  switch (calibration.kind) {
    case 'none':
      return 'Calibrate measures this browser, in about a second, and predicts with what it finds.';
    case 'under way':
      return 'Measuring this browser…';
    case 'found':
      return `Found: ${calibration.says}.`;
    case 'failed':
      return `Could not be measured: ${calibration.message}.`;
  }
}
