/** Pool size: a slider under the makespans that it would give, so that one sees where to drag before dragging. */
import { useState } from 'react';
import { columnSizes } from '../../store/predict/slider.ts';
import { firstPooled, settledWorkers } from '../../store/state/chosen-engines.ts';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { SweepButton } from '../sweep/Sweep.tsx';
import { makespanWords } from '../words/makespan-words.ts';
import './pool-size.css';

export const MOST = 1000;
export const REFUSED = <span className="pool-refused">A pool has 1 to {MOST} workers.</span>;

/** The pool of the first engine chosen that has one, and its size. */
export function usePool() {
  const { cores } = useOverlap();
  const scenario = useApp((state) => state.scenario);
  const chosen = useApp((state) => state.draft.engines);
  const setKnob = useApp((state) => state.setKnob);
  const engine = firstPooled(chosen);
  const workers = settledWorkers(engine, scenario, cores);
  const set = (value: number) => setKnob('workers', Math.min(MOST, Math.max(1, Math.round(value))));
  return { engine, workers, set };
}

/** `narrow`: the number stands elsewhere (`PoolStepper.tsx`). */
export function PoolSize({ narrow }: { narrow: boolean }) {
  const { engine, workers, set } = usePool();
  const max = useApp((state) => state.sliderMax);
  const makespan = useApp((state) => (engine ? state.makespans[engine.id] : undefined));
  const [refused, setRefused] = useState(false);
  const predicted = refused ? (
    REFUSED
  ) : (
    <>
      predicted <b>{makespanWords(makespan ?? Number.NaN)}</b>
    </>
  );
  return (
    <section className="pool" aria-label="Size of the pool">
      <div className="section-head">
        <h2>
          <label htmlFor="pool-size">Pool size</label>
        </h2>
        {narrow ? (
          <span className="pool-predicted">{predicted}</span>
        ) : (
          <SizeField workers={workers} set={set} refused={refused} refuse={setRefused} />
        )}
      </div>
      <Columns workers={workers} max={max} set={set} />
      <input
        type="range"
        className="slider"
        aria-label="Pool size"
        aria-valuetext={`${workers}, predicted to take ${makespanWords(makespan ?? Number.NaN)}`}
        min={1}
        max={max}
        step={1}
        value={workers}
        onChange={(event) => set(event.target.valueAsNumber)}
      />
      {!narrow && (
        <p className="pool-ends">
          <span>1</span>
          <span id="pool-says" aria-live={refused ? 'assertive' : undefined}>
            {predicted}
          </span>
          <span>{max}</span>
        </p>
      )}
      <SweepButton />
    </section>
  );
}

interface Field {
  readonly workers: number;
  readonly set: (value: number) => void;
  readonly refused: boolean;
  readonly refuse: (refused: boolean) => void;
}

/** The number field. While one types, what stands there need not be a size yet: a number that is none is refused in words. */
export function SizeField({ workers, set, refused, refuse }: Field) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      id="pool-size"
      aria-label="Pool size"
      type="number"
      className="field pool-size"
      min={1}
      max={MOST}
      step={1}
      aria-invalid={refused}
      aria-describedby={refused ? 'pool-says' : undefined}
      inputMode="numeric"
      value={typed ?? workers}
      onChange={({ target }) => {
        const whole =
          Number.isInteger(target.valueAsNumber) && target.valueAsNumber >= 1 && target.valueAsNumber <= MOST;
        setTyped(whole ? null : target.value);
        refuse(!whole && target.value !== '');
        if (whole) set(target.valueAsNumber);
      }}
      onBlur={() => {
        setTyped(null);
        refuse(false);
      }}
    />
  );
}

/** A column a stop, as high as the makespan. For eyes and mice only: the slider says the same. */
function Columns({ workers, max, set }: { workers: number; max: number; set: (value: number) => void }) {
  const bySize = useApp((state) => state.bySize);
  const sizes = columnSizes(max);
  const tallest = Math.max(...bySize.filter(Number.isFinite), Number.MIN_VALUE);
  let nearest = 0;
  for (const [i, size] of sizes.entries())
    if (Math.abs(size - workers) < Math.abs(sizes[nearest]! - workers)) nearest = i;
  return (
    <div className="columns" aria-hidden="true">
      {sizes.map((size, i) => {
        const ms = bySize[i];
        const height = ms !== undefined && Number.isFinite(ms) ? Math.max(2, Math.round((ms / tallest) * 40)) : 0;
        return (
          <div
            key={size}
            className="columns-stop"
            title={`${size}: ${makespanWords(ms ?? Number.NaN)}`}
            onPointerDown={() => set(size)}
          >
            <div className="columns-bar" data-now={i === nearest ? '' : undefined} style={{ height }} />
          </div>
        );
      })}
    </div>
  );
}
