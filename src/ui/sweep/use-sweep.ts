/** How components read the sweep. */
import { useStore } from 'zustand';
import { type SweepSession, type SweepState, sweepSession } from '../../store/sweep/session.ts';
import { useOverlap } from '../base/use-overlap.ts';

export function useSession(): SweepSession {
  return sweepSession(useOverlap());
}

/** A part of the sweep's state. The selector gives the same value for the same state. */
export function useSweep<T>(selector: (state: SweepState) => T): T {
  return useStore(useSession().store, selector);
}
