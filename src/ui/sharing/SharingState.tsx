/** The button that opens the bench, whose script is loaded when it is first wanted. */
import { type ComponentType, useState } from 'react';
import './sharing-open.css';

type Loaded = ComponentType<{ onClose: () => void }>;

export function SharingState() {
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const [Bench, setBench] = useState<Loaded>();
  const show = async () => {
    setOpen(true);
    try {
      const module = await import('./Bench.tsx');
      setBench(() => module.Bench);
      setFailed(false);
    } catch {
      setOpen(false);
      setFailed(true);
    }
  };
  return (
    <>
      <button
        type="button"
        className="button quiet sharing-open"
        title="Try global variables, shared memory and a server process"
        aria-haspopup="dialog"
        onClick={() => void show()}
      >
        {failed ? 'Sharing state: not loaded, try again' : 'Sharing state'}
      </button>
      {open && Bench && <Bench onClose={() => setOpen(false)} />}
    </>
  );
}
