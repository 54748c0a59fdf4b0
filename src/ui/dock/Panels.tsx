/** The dock's left side: tabs, and what the one chosen shows. */
import { type KeyboardEvent, Suspense } from 'react';
import { Boundary } from '../Boundary.tsx';
import { useApp, useOverlap } from '../use-overlap.ts';
import { goToPanel, tabId } from './go-to-panel.ts';
import { PANELS } from './panels.ts';

export function Panels() {
  const wanted = useApp((state) => state.panel);
  const { store } = useOverlap();
  const at = Math.max(
    0,
    PANELS.findIndex(({ id }) => id === wanted),
  );
  const { id, title, Body } = PANELS[at]!;
  const arrows = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -at, End: -1 - at }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = PANELS.at((at + step) % PANELS.length)!;
    goToPanel(store, next.id);
  };
  return (
    <div className="panels">
      <div className="panel-tabs" role="tablist" aria-label="Panels" onKeyDown={arrows}>
        {PANELS.map((panel) => (
          <button
            key={panel.id}
            id={tabId(panel.id)}
            type="button"
            role="tab"
            aria-selected={panel.id === id}
            aria-controls="dock-panel"
            tabIndex={panel.id === id ? 0 : -1}
            data-title={panel.title}
            onClick={() => store.getState().showPanel(panel.id)}
          >
            {panel.title}
          </button>
        ))}
      </div>
      <div id="dock-panel" className="panel" role="tabpanel" aria-labelledby={tabId(id)}>
        <Boundary key={id} what={title}>
          <Suspense fallback={<p className="panel-empty">Loading…</p>}>
            <Body />
          </Suspense>
        </Boundary>
      </div>
    </div>
  );
}
