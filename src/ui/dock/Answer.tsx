/** Why; or, while a replay is on, how things stand at its moment. */
import { Suspense } from 'react';
import { lazyExtra } from '../base/lazy.tsx';
import { useApp } from '../base/use-overlap.ts';
import { Reason } from './Reason.tsx';

const Replay = lazyExtra(() => import('../instrument/Replay.tsx'));

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
