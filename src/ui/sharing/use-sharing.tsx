/** The bench, whose script is loaded when it is first wanted. */
import { type ComponentType, type ReactNode, useState } from 'react';

type Loaded = ComponentType<{ onClose: () => void }>;

interface Sharing {
  readonly show: () => void;
  /** It was wanted, and could not be loaded. */
  readonly failed: boolean;
  /** The dialog, while it is open. */
  readonly bench: ReactNode;
}

export function useSharing(): Sharing {
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
  return { show: () => void show(), failed, bench: open && Bench && <Bench onClose={() => setOpen(false)} /> };
}
