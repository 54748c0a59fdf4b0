/** The parts of the Python mode, to be put into the frame: pane, toolbar and stage. */
import { type KeyboardEvent, Suspense, useState } from 'react';
import { Boundary } from '../base/Boundary.tsx';
import { lazy } from '../base/lazy.tsx';
import { Instruments } from '../stage/Instruments.tsx';
import { DockEdge, PaneEdge } from './Edges.tsx';
import { CodePane } from './editor/CodePane.tsx';
import { FileBar } from './FileBar.tsx';
import { Knobs } from './Knobs.tsx';
import Now from './Now.tsx';
import { OutputPane } from './OutputPane.tsx';
import { ProgramKey } from './ProgramKey.tsx';
import { ProgramLanes } from './ProgramLanes.tsx';
import { Said } from './Said.tsx';
import '../dock/dock.css';
import '../dock/panel-tabs.css';
import './program-parts.css';

const Others = lazy(() => import('./Others.tsx'));
const Charts = lazy(() => import('../panels/charts/Charts.tsx'));
const Range = lazy(() => import('../panels/range/Range.tsx'));
const Notes = lazy(() => import('../panels/notes/Notes.tsx'));

export function Pane({ narrow }: { narrow: boolean }) {
  const [part, setPart] = useState<'Code' | 'Output' | 'Knobs'>('Code');
  if (narrow) {
    return (
      <div className="py-pane" data-part={part}>
        <FileBar />
        <div className="py-parts" role="tablist" aria-label="Program">
          {(['Code', 'Output', 'Knobs'] as const).map((name) => (
            <button key={name} type="button" role="tab" aria-selected={name === part} onClick={() => setPart(name)}>
              {name}
            </button>
          ))}
        </div>
        <div className="py-part" role="tabpanel" aria-label={part}>
          {part === 'Code' && <CodePane />}
          {part === 'Output' && <OutputPane />}
          {part === 'Knobs' && <Knobs />}
        </div>
      </div>
    );
  }
  return (
    <div className="py-pane">
      <FileBar />
      <Boundary what="The editor">
        <CodePane />
      </Boundary>
      <OutputPane />
      <PaneEdge />
    </div>
  );
}

export function Stage({ narrow }: { narrow: boolean }) {
  return (
    <>
      {narrow ? <Instruments /> : <Knobs />}
      <div className="stage-timeline">
        <Boundary what="The timeline">
          <ProgramLanes />
        </Boundary>
      </div>
      <ProgramKey />
      <ProgramDock />
    </>
  );
}

const PANELS = [
  { id: 'now', title: 'Moment', Body: Now },
  { id: 'others', title: 'Interleavings', Body: Others },
  { id: 'charts', title: 'Charts', Body: Charts },
  { id: 'range', title: 'Range', Body: Range },
  { id: 'notes', title: 'Notes', Body: Notes },
] as const;

function ProgramDock() {
  const [id, setId] = useState<(typeof PANELS)[number]['id']>('now');
  const at = PANELS.findIndex((panel) => panel.id === id);
  const { Body, title } = PANELS[at]!;
  const arrows = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -at, End: -1 - at }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = PANELS.at((at + step) % PANELS.length)!;
    setId(next.id);
    document.getElementById(`py-tab-${next.id}`)?.focus();
  };
  return (
    <div className="dock py-dock">
      <DockEdge />
      <div className="panels">
        <div className="panel-head">
          <div className="panel-tabs" role="tablist" aria-label="Panels" onKeyDown={arrows}>
            {PANELS.map((panel) => (
              <button
                key={panel.id}
                id={`py-tab-${panel.id}`}
                type="button"
                role="tab"
                aria-selected={panel.id === id}
                aria-controls="py-panel"
                tabIndex={panel.id === id ? 0 : -1}
                data-title={panel.title}
                onClick={() => setId(panel.id)}
              >
                {panel.title}
              </button>
            ))}
          </div>
        </div>
        <div id="py-panel" className="panel" role="tabpanel" aria-labelledby={`py-tab-${id}`}>
          <Boundary key={id} what={title}>
            <Suspense fallback={<p className="panel-empty">Loading…</p>}>
              <Body />
            </Suspense>
          </Boundary>
        </div>
      </div>
      <Boundary what="The reason">
        <Said />
      </Boundary>
    </div>
  );
}
