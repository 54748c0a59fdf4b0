/** The way to the sweep: a button, and the place over the timeline where the panel opens. The panel is loaded when first opened. */
import { type ReactNode, Suspense, useLayoutEffect, useRef } from 'react';
import { Boundary } from '../base/Boundary.tsx';
import { lazy } from '../base/lazy.tsx';
import { useSession, useSweep } from './use-sweep.ts';
import './sweep.css';

const SweepPanel = lazy(() => import('./SweepPanel.tsx'));
const BUTTON = 'sweep-button';

export function SweepButton() {
  const session = useSession();
  const open = useSweep((state) => state.open);
  return (
    <button
      id={BUTTON}
      type="button"
      className="button quiet sweep-button"
      title="How long it takes, throughput and how busy workers are, for every pool size"
      aria-expanded={open}
      aria-controls="sweep"
      onClick={() => session.setOpen(!open)}
    >
      Sweep
    </button>
  );
}

/** What the panel opens over; on narrow pages it opens before it. */
export function SweepOver({ narrow, children }: { narrow: boolean; children: ReactNode }) {
  const session = useSession();
  const open = useSweep((state) => state.open);
  const close = () => session.setOpen(false);
  // However it was closed, whoever was in it is at its button again.
  const wasIn = useRef(false);
  useLayoutEffect(() => {
    if (!open && wasIn.current && document.activeElement === document.body) document.getElementById(BUTTON)?.focus();
    wasIn.current = open;
  }, [open]);
  return (
    <div className="sweep-over">
      {open && (
        <Boundary what="The sweep">
          <Suspense fallback={<section id="sweep" className="sweep" aria-label="Sweep" aria-busy="true" />}>
            <SweepPanel narrow={narrow} onClose={close} />
          </Suspense>
        </Boundary>
      )}
      <div className="sweep-under" inert={open && !narrow}>
        {children}
      </div>
    </div>
  );
}
