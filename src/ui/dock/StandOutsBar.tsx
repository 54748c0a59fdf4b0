/** What stands out in a run that has ended, between lanes and dock: its place is kept, the rest is loaded when there is something. */
import { Suspense } from 'react';
import { Boundary } from '../base/Boundary.tsx';
import { lazy } from '../base/lazy.tsx';
import { useApp } from '../base/use-overlap.ts';
import './stand-outs.css';

const StandOuts = lazy(() => import('./StandOuts.tsx'));

export function StandOutsBar() {
  const known = useApp(({ run, opened }) => run.kind === 'finished' || run.kind === 'cancelled' || opened.length > 0);
  return (
    <section className="stand-outs" aria-label="What stands out">
      {known ? (
        <Boundary what="What stands out">
          <Suspense>
            <StandOuts />
          </Suspense>
        </Boundary>
      ) : (
        <p>What stands out is told when a run has ended.</p>
      )}
    </section>
  );
}
