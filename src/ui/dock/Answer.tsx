/** Why; or, while a replay is on, how things stand at its moment. */
import { lazy, Suspense } from 'react';
import { useApp } from '../base/use-overlap.ts';
import { Reason } from './Reason.tsx';

const Replay = lazy(() => import('../instrument/Replay.tsx'));

export function Answer() {
  const replaying = useApp((state) => state.cursorMs !== null);
  return replaying ? (
    <Suspense fallback={<Reason />}>
      <Replay />
    </Suspense>
  ) : (
    <Reason />
  );
}
