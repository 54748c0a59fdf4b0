/** How the program is run: clock, machine, interleaving. What changes nothing for this program is dimmed, and stays where it is. */
import { useState } from 'react';
import { CLOCKS, type Clock, PYTHON_LIKES } from '../../kernel/python/messages.ts';
import { MOST_CORES, MOST_SEED } from '../../store/python/program.ts';
import { Segmented } from '../base/Segmented.tsx';
import { useProgram, useSession } from './program-context.ts';
import './knobs.css';

const ABOUT: Readonly<Record<Clock, string>> = {
  virtual: 'Sleeps cost no real time; computing is counted',
  steps: 'A step is a line of yours, and threads may change places between any two: for races',
  real: 'As slow as it really is',
};

export function Knobs() {
  const session = useSession();
  const options = useProgram((state) => state.program.options);
  const processes = useProgram(({ shown }) => new Set(shown?.record.lanes.map(({ process }) => process.pid)).size > 1);
  const threads = useProgram(({ shown }) => (shown?.record.lanes.length ?? 2) > 1);
  return (
    <section className="py-knobs" aria-label="How it is run">
      <fieldset title={ABOUT[options.clock]}>
        <legend>Clock</legend>
        <Segmented
          name="py-clock"
          segments={CLOCKS.map((value) => ({ value, words: value }))}
          chosen={options.clock}
          onChoose={(clock) => session.setOptions({ clock })}
        />
      </fieldset>
      <Num
        name="Cores"
        value={options.cores}
        min={1}
        max={MOST_CORES}
        dim={!processes || options.clock === 'steps'}
        onChange={(cores) => session.setOptions({ cores })}
      />
      <Num
        name="Switch interval"
        unit="ms"
        value={options.switchIntervalMs}
        min={0.01}
        max={10_000}
        step="any"
        dim={!threads || options.clock === 'steps'}
        onChange={(switchIntervalMs) => session.setOptions({ switchIntervalMs })}
      />
      <fieldset title="3.11 starts processes by fork and makes an event loop when asked for one: for older programs">
        <legend>Like</legend>
        <Segmented
          name="py-like"
          segments={PYTHON_LIKES.map((value) => ({ value, words: value }))}
          chosen={options.pythonLike}
          onChoose={(pythonLike) => session.setOptions({ pythonLike })}
        />
      </fieldset>
      <span className="py-knobs-rest" />
      <Num
        name="Interleaving"
        about="The same number gives the same order in which threads take turns, everywhere"
        value={options.seed}
        min={0}
        max={MOST_SEED}
        dim={!threads}
        onChange={(seed) => session.setOptions({ seed })}
      />
      <button
        type="button"
        className="button"
        title="Another interleaving: the next number"
        onClick={() => session.another()}
      >
        Another<span className="unseen"> interleaving</span>
      </button>
    </section>
  );
}

interface NumProps {
  readonly name: string;
  readonly about?: string;
  readonly unit?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: 'any';
  readonly dim?: boolean;
  readonly onChange: (value: number) => void;
}

/** A number field that takes a value as soon as it is one. */
function Num({ name, about, unit, value, min, max, step, dim, onChange }: NumProps) {
  const [text, setText] = useState<string | null>(null);
  const isRight = (n: number) => n >= min && n <= max && (step === 'any' || Number.isInteger(n));
  return (
    <label className="py-num" title={about} data-dim={dim ? '' : undefined}>
      <span>{name}</span>
      <input
        type="number"
        className="field"
        min={min}
        max={max}
        step={step ?? 1}
        value={text ?? value}
        aria-invalid={text !== null && !(text !== '' && isRight(Number(text)))}
        onChange={({ target }) => {
          setText(target.value);
          if (target.value !== '' && isRight(Number(target.value))) onChange(Number(target.value));
        }}
        onBlur={() => setText(null)}
      />
      {unit && <span>{unit}</span>}
    </label>
  );
}
