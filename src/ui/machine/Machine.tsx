/** The machine that predictions assume, as one line; its panel is loaded when it is first unfolded. */
import { Suspense, useState } from 'react';
import { Fold } from '../base/Fold.tsx';
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
    <Fold
      name="Machine"
      about={name}
      title="What predictions assume"
      open={open}
      onOpen={setOpen}
      always={<Suspense>{measured && <SpeedDrift />}</Suspense>}
    >
      <MachinePanel />
    </Fold>
  );
}
