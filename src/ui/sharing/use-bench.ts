/** Runs the ways one after another, so that none slows another down. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { measure, whyNot } from '../../kernel/live/sharing/measure.ts';
import { type Measured, WAYS, type Way } from '../../kernel/live/sharing/ways.ts';
import type { BenchState } from './verdict.ts';

/** How far one way has come. */
export type Course =
  | { readonly kind: 'waiting' | 'running' }
  | { readonly kind: 'measured'; readonly measured: Measured }
  | { readonly kind: 'failed'; readonly why: string };

export type Courses = Readonly<Record<Way, Course>>;

export interface Sizes {
  readonly workers: number;
  readonly steps: number;
  /** Steps of those that send a message for each. */
  readonly calls: number;
}

/** Nothing measured yet; what cannot be measured here says so at once. */
function unmeasured(): Courses {
  const course = (way: Way): Course => {
    const why = whyNot(way);
    return why === undefined ? { kind: 'waiting' } : { kind: 'failed', why };
  };
  return Object.fromEntries(WAYS.map((way) => [way, course(way)])) as Record<Way, Course>;
}

export interface Bench {
  readonly state: BenchState;
  readonly courses: Courses;
  start(sizes: Sizes): void;
  cancel(): void;
}

export function useBench(): Bench {
  const [state, setState] = useState<BenchState>({ kind: 'ready' });
  const [courses, setCourses] = useState(unmeasured);
  const running = useRef<AbortController>(undefined);
  const cancel = useCallback(() => running.current?.abort(), []);
  // Closed, the bench leaves nothing running.
  useEffect(() => cancel, [cancel]);

  const start = useCallback(({ workers, steps, calls }: Sizes) => {
    running.current?.abort();
    const { signal } = (running.current = new AbortController());
    setCourses(unmeasured());
    const put = (way: Way, course: Course) => setCourses((before) => ({ ...before, [way]: course }));
    const runAll = async () => {
      for (const way of WAYS.filter((one) => whyNot(one) === undefined)) {
        setState({ kind: 'running', way });
        put(way, { kind: 'running' });
        try {
          const size = { workers, steps: way === 'server' ? calls : steps };
          put(way, { kind: 'measured', measured: await measure(way, size, signal) });
        } catch (error) {
          if (signal.aborted) {
            put(way, { kind: 'waiting' });
            setState({ kind: 'cancelled' });
            return;
          }
          put(way, { kind: 'failed', why: error instanceof Error ? error.message : String(error) });
        }
      }
      setState({ kind: 'finished' });
    };
    void runAll();
  }, []);
  return { state, courses, start, cancel };
}
