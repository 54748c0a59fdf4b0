/** Where the chip of the last run stands, once there is one. */
import { Suspense } from 'react';
import { lazyExtra } from '../base/lazy.tsx';
import { useApp } from '../base/use-overlap.ts';

const LastRun = lazyExtra(() => import('./LastRun.tsx'));

export function LastRunSlot() {
  const changed = useApp((state) => state.lastRun !== null);
  return <Suspense>{changed && <LastRun />}</Suspense>;
}
