/** The bench "Sharing state": a few workers add to one counter, in each of the ways to share it. */
import { useEffect, useId, useRef, useState } from 'react';
import { TOLD } from './told.ts';
import { type Sizes, useBench } from './use-bench.ts';
import { statusOf } from './verdict.ts';
import { Ways } from './Ways.tsx';
import './sharing.css';

const SIZES: Sizes = { workers: 2, steps: 100_000, calls: 1_000 };

export function Bench({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [sizes, setSizes] = useState(SIZES);
  const { state, courses, start, cancel } = useBench();
  const running = state.kind === 'running';
  const set = (change: Partial<Sizes>) => setSizes((before) => ({ ...before, ...change }));
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="dialog sharing" aria-labelledby="sharing-title" onClose={onClose}>
      <div className="sharing-head">
        <h2 id="sharing-title">Sharing state</h2>
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <p className="sharing-intro">
        Workers start together at a barrier, and each adds 1 to a counter many times. What does the caller see at the
        end?
      </p>
      <form
        className="sharing-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!running) start(sizes);
        }}
      >
        <Amount name="Workers" min={2} max={8} value={sizes.workers} set={(workers) => set({ workers })} />
        <Amount name="Steps each" min={1} max={1_000_000} value={sizes.steps} set={(steps) => set({ steps })} />
        <Amount
          name="Calls each"
          title="Steps that go through the server process: fewer, since each is a message"
          min={1}
          max={20_000}
          value={sizes.calls}
          set={(calls) => set({ calls })}
        />
        <div className="sharing-buttons">
          <button type="submit" className="button run" disabled={running}>
            Count
          </button>
          <button type="button" className="button cancel" disabled={!running} onClick={cancel}>
            Cancel
          </button>
          <p role="status">{statusOf(state, (way) => TOLD[way].title)}</p>
        </div>
      </form>
      <Ways courses={courses} />
    </dialog>
  );
}

interface AmountProps {
  readonly name: string;
  readonly title?: string;
  readonly min: number;
  readonly max: number;
  readonly value: number;
  readonly set: (value: number) => void;
}

/** A whole number. While one types, what stands there need not be one yet. */
function Amount({ name, title, min, max, value, set }: AmountProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <div className="sharing-amount" title={title}>
      <label htmlFor={id}>{name}</label>
      <input
        id={id}
        type="number"
        className="field"
        min={min}
        max={max}
        step={1}
        inputMode="numeric"
        required
        value={typed ?? value}
        onChange={({ target }) => {
          const amount = target.valueAsNumber;
          const good = Number.isInteger(amount) && amount >= min && amount <= max;
          setTyped(good ? null : target.value);
          if (good) set(amount);
        }}
        onBlur={() => setTyped(null)}
      />
    </div>
  );
}
