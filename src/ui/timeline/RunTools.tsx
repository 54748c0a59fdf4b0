/** What the header of an opened run has beside an engine's: its shift in time, and the button that closes it. */
import { X } from 'lucide-react';
import type { Engine } from '../../engines/engine.ts';
import { openedRuns } from '../../store/opened-runs.ts';
import type { Surface } from './surface.ts';
import './run-tools.css';

interface Props {
  readonly surface: Surface;
  readonly run: Engine;
}

export default function RunTools({ surface, run }: Props) {
  const runs = openedRuns(surface);
  return (
    <button
      type="button"
      className="tl-close"
      aria-label={`Close ${run.title}`}
      title="Close"
      onClick={() => runs.close(run.id)}
    >
      <X aria-hidden="true" />
    </button>
  );
}
