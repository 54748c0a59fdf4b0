/** The machine that predictions assume, as one line; its panel is loaded when it is first unfolded. */

import { Suspense, useState } from 'react';
import { Icon } from '../base/Icon.tsx';
import { lazyExtra } from '../base/lazy.tsx';
import { useApp } from '../base/use-overlap.ts';
import './machine.css';

const MachinePanel = lazyExtra(() => import('./MachinePanel.tsx'));
/** Only who has calibrated can be told that the speed has changed since. */
const SpeedDrift = lazyExtra(() => import('./SpeedDrift.tsx'));

export function Machine() {
  const name = useApp((state) => state.machineName);
  const measured = useApp((state) => state.assumed.kind === 'here');
  const [open, setOpen] = useState(false);
  return (
    <section className="machine" aria-label="Machine">
      <h2>
        <button
          type="button"
          className="machine-head"
          aria-expanded={open}
          aria-controls="machine-panel"
          onClick={() => setOpen(!open)}
        >
          <span className="machine-title">Machine</span>
          <span className="machine-name" title="What predictions assume">
            {name}
          </span>
          <Icon name="chevron-down" size={14} />
        </button>
      </h2>
      {measured && (
        <Suspense fallback={null}>
          <SpeedDrift />
        </Suspense>
      )}
      <div id="machine-panel" hidden={!open}>
        {open && (
          <Suspense fallback={null}>
            <MachinePanel />
          </Suspense>
        )}
      </div>
    </section>
  );
}
