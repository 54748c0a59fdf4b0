/** What lies below the lanes: panels on the left, the answer to why on the right; or, folded, one line that opens it. */
import { type CSSProperties, Suspense } from 'react';
import { Boundary } from '../base/Boundary.tsx';
import { Icon } from '../base/Icon.tsx';
import { lazyExtra } from '../base/lazy.tsx';
import { useLow } from '../base/use-media.ts';
import { useApp } from '../base/use-overlap.ts';
import { ariaKeys, withKey } from '../keys/key-words.ts';
import { PAGE } from '../keys/list.ts';
import { Answer } from './Answer.tsx';
import { DockHandle } from './DockHandle.tsx';
import { FitContext } from './fit-context.ts';
import { Panels } from './Panels.tsx';
import { useDockHeight } from './use-dock-height.ts';
import './dock.css';

/** Most windows have room for all of it. */
const DockLine = lazyExtra(() => import('./DockLine.tsx'));

export function Dock() {
  const low = useLow();
  // The controls of a replay are in the dock.
  const folded = useApp((state) => state.cursorMs === null && (state.folded ?? low));
  if (folded)
    return (
      <Suspense fallback={<div className="dock-line" />}>
        <DockLine />
      </Suspense>
    );
  return (
    <>
      {low && <div className="dock-line" />}
      <Open over={low} />
    </>
  );
}

/** `over`: the window is so low that the dock lies over the lanes. */
function Open({ over }: { over: boolean }) {
  const { dock, height, most, tight, drag, fit } = useDockHeight();
  const fold = useApp((state) => state.fold);
  // A replay has its own way out in that place.
  const replaying = useApp((state) => state.cursorMs !== null);
  return (
    <div
      ref={dock}
      className="dock"
      data-over={over ? '' : undefined}
      data-tight={tight ? '' : undefined}
      style={{ '--dock-height': `${height}px` } as CSSProperties}
    >
      <DockHandle height={height} most={most} onDrag={drag} />
      <Panels />
      <Boundary what="The reason">
        <FitContext value={fit}>
          <Answer />
        </FitContext>
      </Boundary>
      {!replaying && (
        <button
          type="button"
          className="button quiet icon dock-fold"
          aria-label="Fold the dock"
          aria-keyshortcuts={ariaKeys(PAGE.rows.dock)}
          title={withKey('Fold', PAGE.rows.dock)}
          onClick={() => fold(true)}
        >
          <Icon name="chevron-down" />
        </button>
      )}
    </div>
  );
}
