/** The pool size where there is one column: the number, one more and one less. */
import { useState } from 'react';
import { MOST, REFUSED, SizeField, usePool } from './PoolSize.tsx';

export function PoolStepper() {
  const { workers, set } = usePool();
  const [refused, setRefused] = useState(false);
  const step = (by: 1 | -1) => (
    <button
      type="button"
      className="button quiet icon"
      aria-label={by > 0 ? 'One worker more' : 'One worker less'}
      disabled={by > 0 ? workers >= MOST : workers <= 1}
      onClick={() => set(workers + by)}
    >
      {by > 0 ? '›' : '‹'}
    </button>
  );
  return (
    <>
      <section className="pool-stepper" aria-label="Size of the pool">
        {step(-1)}
        <span aria-hidden="true">pool</span>
        <SizeField workers={workers} set={set} refused={refused} refuse={setRefused} />
        {step(1)}
      </section>
      {refused && (
        <p id="pool-says" className="pool-stepper-says" aria-live="assertive">
          {REFUSED}
        </p>
      )}
    </>
  );
}
