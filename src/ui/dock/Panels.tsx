/** The dock's left side: tabs, and what the one chosen shows. */
import { type KeyboardEvent, Suspense, useState } from 'react';
import { sectionsOf } from '../../store/state/sections.ts';
import type { Panel } from '../../store/state/state.ts';
import { Boundary } from '../base/Boundary.tsx';
import { goToPanel, tabId } from '../base/go-to-panel.ts';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { ToolsContext } from '../panels/tools-context.ts';
import { PANELS } from './panels.ts';
import { StandOutsBar } from './StandOutsBar.tsx';
import './panel-tabs.css';

export function Panels() {
  const wanted = useApp((state) => state.panel);
  const { store, registry } = useOverlap();
  const [tools, setTools] = useState<HTMLElement | null>(null);
  const at = Math.max(
    0,
    PANELS.findIndex(({ id }) => id === wanted),
  );
  const { id, title, Body } = PANELS[at]!;
  const range = useApp((state) => state.range !== null);
  const many = useApp((state) => sectionsOf(state, registry).some(({ manyMachines }) => manyMachines));
  // Without a range, or an engine of many machines, there is nothing that its panel could show.
  const use: Partial<Record<Panel, boolean>> = { range, monitor: many };
  const shown = PANELS.filter((panel) => (use[panel.id] ?? true) || panel.id === id);
  const arrows = (event: KeyboardEvent) => {
    const place = shown.findIndex((panel) => panel.id === id);
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -place, End: -1 - place }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = shown.at((place + step) % shown.length)!;
    goToPanel(store, next.id);
  };
  return (
    <div className="panels">
      <div className="panel-head">
        <div className="panel-tabs" role="tablist" aria-label="Panels" onKeyDown={arrows}>
          {shown.map((panel) => (
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
        <div ref={setTools} className="panel-tools" />
      </div>
      <div id="dock-panel" className="panel" role="tabpanel" aria-labelledby={tabId(id)}>
        <Boundary key={id} what={title}>
          <Suspense fallback={<p className="panel-empty">Loading…</p>}>
            <ToolsContext value={tools}>
              <Body />
            </ToolsContext>
          </Suspense>
        </Boundary>
      </div>
      {id === 'figures' && <StandOutsBar />}
    </div>
  );
}
