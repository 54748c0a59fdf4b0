/** The measurement of task lengths, as long as its panel is there: how far it has come, and what was found. */
import { useEffect, useRef, useState } from 'react';
import { type LengthPoint, measureLengths } from '../../store/run/lengths.ts';
import { useOverlap } from '../base/use-overlap.ts';

export type Course =
  | { readonly kind: 'ready' | 'measuring' | 'stopped' | 'measured' }
  | { readonly kind: 'failed'; readonly why: string };

export interface Lengths {
  readonly course: Course;
  /** Every batch. */
  readonly batches: readonly LengthPoint[];
  /** The pool that they were measured with. */
  readonly workers: number;
  start(workers: number): void;
  stop(): void;
}

export function useLengths(): Lengths {
  const { runner, calibrator, cores } = useOverlap();
  const [course, setCourse] = useState<Course>({ kind: 'ready' });
  const [batches, setBatches] = useState<readonly LengthPoint[]>([]);
  const [workers, setWorkers] = useState(0);
  const under = useRef<AbortController>(undefined);
  // Closed, it leaves nothing running.
  useEffect(() => () => under.current?.abort(), []);

  const start = (pool: number): void => {
    const abort = new AbortController();
    under.current = abort;
    setWorkers(pool);
    setBatches([]);
    setCourse({ kind: 'measuring' });
    const { signal } = abort;
    const query = { workers: pool, cores, roundsPerMs: calibrator.roundsPerMs, signal };
    runner
      .exclusively(() => measureLengths(query, (batch) => setBatches((before) => [...before, batch])))
      .then(
        () => setCourse({ kind: 'measured' }),
        (error: unknown) => {
          if (signal.aborted) setCourse({ kind: 'stopped' });
          else setCourse({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
        },
      );
  };
  return { course, batches, workers, start, stop: () => under.current?.abort() };
}
