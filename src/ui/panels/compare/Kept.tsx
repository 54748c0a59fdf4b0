/** The runs that are kept, and those that were opened: named, pinned, let go. */

import { useState } from 'react';
import { useStore } from 'zustand';
import { ENGINES } from '../../../engines/list.ts';
import { comparison } from '../../../store/runs/comparison.ts';
import { openedRuns } from '../../../store/runs/opened-runs-actions.ts';
import { MOST_KEPT, runHistory } from '../../../store/runs/run-history.ts';
import { Icon } from '../../base/Icon.tsx';
import { useApp, useOverlap } from '../../base/use-overlap.ts';

export function Kept() {
  const page = useOverlap();
  const kept = runHistory(page);
  const opened = openedRuns(page);
  const { runs, gone } = useStore(kept.store);
  const { shown } = useStore(comparison(page).store);
  const files = useApp((state) => state.opened).filter(({ id }) => id !== shown?.a && id !== shown?.b);
  const chosen = useApp((state) => state.draft.engines);
  const keepPrediction = () => {
    const ids = ENGINES.map(({ id }) => id).filter((id) => chosen.includes(id));
    kept.keep(ids.flatMap((id) => page.registry.of(id).predicted ?? []));
  };
  return (
    <section className="kept" aria-label="Kept runs">
      <div className="kept-head">
        <h3>Kept runs</h3>
        <span>{headOf(runs.length, gone)}</span>
        <button type="button" className="button" onClick={keepPrediction}>
          Keep prediction
        </button>
      </div>
      {runs.length + files.length > 0 && (
        <ul>
          {runs.map(({ id, name, pinned, traces }) => (
            <li key={id}>
              <Name what="kept run" name={name} onName={(to) => kept.rename(id, to)} />
              <span className="kept-count">{traces.length === 1 ? '1 engine' : `${traces.length} engines`}</span>
              <button
                type="button"
                className="button quiet icon"
                aria-pressed={pinned}
                aria-label={`Pin ${name}`}
                title={pinned ? 'Pinned: it stays' : 'Pin, so that it stays'}
                onClick={() => kept.pin(id, !pinned)}
              >
                {pinned ? <Icon name="unpin" size={14} /> : <Icon name="pin" size={14} />}
              </button>
              <button
                type="button"
                className="button quiet icon"
                aria-label={`Forget ${name}`}
                title="Forget"
                onClick={() => kept.forget(id)}
              >
                <Icon name="close" size={14} />
              </button>
            </li>
          ))}
          {files.map(({ id, name }) => (
            <li key={id}>
              <Name what="opened run" name={name} onName={(to) => opened.rename(id, to)} />
              <span className="kept-count">opened</span>
              <button
                type="button"
                className="button quiet icon"
                aria-label={`Take ${name} away`}
                title="Close"
                onClick={() => opened.close(id)}
              >
                <Icon name="close" size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function headOf(count: number, gone: number): string {
  if (count === 0) return `Each run is kept, the last ${MOST_KEPT} of them.`;
  return gone === 0 ? `${count}, of ${MOST_KEPT} at most` : `${count} of ${count + gone}: ${gone} older let go`;
}

/** A name that is written over: Enter or leaving it takes it, Escape leaves it as it was. */
function Name({ what, name, onName }: { what: string; name: string; onName: (name: string) => void }) {
  const [typed, setTyped] = useState<string>();
  const take = () => {
    const wanted = typed?.trim();
    setTyped(undefined);
    if (wanted && wanted !== name) onName(wanted);
  };
  return (
    <input
      className="kept-name"
      aria-label={`Name of ${what} ${name}`}
      value={typed ?? name}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
        if (event.key === 'Escape') setTyped(undefined);
      }}
    />
  );
}
