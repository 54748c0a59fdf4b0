/** Where the chip of the last run stands, once there is one. */
import { lazy, Suspense } from 'react';
import { useApp } from '../base/use-overlap.ts';

const LastRun = lazy(() => import('./LastRun.tsx'));

export function LastRunSlot() {
  const changed = useApp((state) => state.lastRun !== null);
  return <Suspense>{changed && <LastRun />}</Suspense>;
}
