/** A machine that overlap-calibrate.py has measured: where the script is, and a field for the line that it prints. */
import { useId, useState } from 'react';
import { announce } from '../base/Announcer.tsx';
import { useApp } from '../base/use-overlap.ts';
import { furtherCosts, readMachine } from './own-machine.ts';

export function OwnMachine() {
  const machine = useApp((state) => state.assumed.machine);
  const isByHand = useApp((state) => state.assumed.kind === 'hand');
  const setMachine = useApp((state) => state.setMachine);
  const [line, setLine] = useState('');
  const [says, setSays] = useState('');
  const id = useId();
  const further = isByHand ? furtherCosts(machine) : [];
  const take = () => {
    let told: string;
    try {
      const found = readMachine(line);
      setMachine(found);
      setLine('');
      told = `Taken: ${Object.keys(found).length} members.`;
    } catch (error) {
      told = `${(error as Error).message}.`;
    }
    setSays(told);
    announce(told);
  };
  return (
    <details className="machine-own">
      <summary>Measure your own computer or cluster</summary>
      <p>
        <a href="overlap-calibrate.py" download>
          overlap-calibrate.py
        </a>{' '}
        measures what Python, Ray, Celery or Spark cost there, and prints a line. Paste it here.
      </p>
      <label className="unseen" htmlFor={id}>
        Line that the script printed
      </label>
      <textarea
        id={id}
        className="field"
        rows={3}
        spellCheck={false}
        placeholder='{"cores": 2, ...}'
        value={line}
        aria-describedby={`${id}-says`}
        onChange={({ target }) => setLine(target.value)}
      />
      <button type="button" className="button" disabled={line.trim() === ''} onClick={take}>
        Use it
      </button>
      <p id={`${id}-says`} className="machine-about">
        {says}
      </p>
      {further.length > 0 && <p className="machine-about">Beside the costs above: {further.join(', ')}.</p>}
    </details>
  );
}
