/** The page's name and its modes. */
import type { KeyboardEvent } from 'react';
import type { ModeId } from '../../store/state/modes.ts';
import { useApp } from '../base/use-overlap.ts';
import { ariaKey } from '../keys/combination.ts';
import { PAGE } from '../keys/list.ts';
import './topbar.css';

interface Props {
  /** In their order. */
  readonly modes: readonly { readonly id: ModeId; readonly name: string }[];
}

export function TopBar({ modes }: Props) {
  const mode = useApp((state) => state.mode);
  const setMode = useApp((state) => state.setMode);
  const at = modes.findIndex(({ id }) => id === mode);
  const arrows = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -at, End: -1 - at }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const { id } = modes.at((at + step) % modes.length)!;
    setMode(id);
    document.getElementById(`mode-${id}`)?.focus();
  };
  return (
    <header className="topbar">
      <h1 className="topbar-name">
        <Mark />
        <span>Overlap</span>
      </h1>
      <div className="modes" role="tablist" aria-label="Ways in" onKeyDown={arrows}>
        {modes.map(({ id, name }, i) => (
          <button
            key={id}
            id={`mode-${id}`}
            type="button"
            role="tab"
            aria-selected={id === mode}
            aria-controls="stage"
            aria-keyshortcuts={ariaKey(PAGE.rows.mode.keys[i]!)}
            tabIndex={id === mode ? 0 : -1}
            onClick={() => setMode(id)}
          >
            {name}
          </button>
        ))}
      </div>
    </header>
  );
}

/** Two bars that overlap: one an outline, one solid. */
function Mark() {
  return (
    <svg width="24" height="16" viewBox="0 0 24 16" aria-hidden="true">
      <rect x="1" y="1" width="14" height="6" rx="1" fill="none" stroke="currentColor" strokeWidth="2" />
      <rect x="8" y="8" width="15" height="7" rx="1" fill="currentColor" />
    </svg>
  );
}
