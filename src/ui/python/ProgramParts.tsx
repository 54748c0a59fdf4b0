/** The parts of the Python mode, to be put into the frame: pane, toolbar and stage. */
import { type KeyboardEvent, lazy, type PointerEvent, Suspense, useRef, useState } from 'react';
import { Boundary } from '../base/Boundary.tsx';
import { DockHandle } from '../dock/DockHandle.tsx';
import { Instruments } from '../stage/Instruments.tsx';
import { CodePane } from './editor/CodePane.tsx';
import { FileBar } from './FileBar.tsx';
import { Knobs } from './Knobs.tsx';
import Now from './Now.tsx';
import { OutputPane } from './OutputPane.tsx';
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
      <Edge />
    </div>
  );
}

const LEAST = 360;
const MOST_SHARE = 0.65;
const STEP = 24;

/** The pane's right edge: a drag or the arrow keys move it, a double click puts it back. */
function Edge() {
  const drag = useRef<{ readonly x: number; readonly from: number } | null>(null);
  const pane = (element: HTMLElement) => element.closest<HTMLElement>('.page')!;
  const widthOf = (element: HTMLElement) => element.parentElement!.getBoundingClientRect().width;
  const set = (element: HTMLElement, px: number | null) => {
    const most = window.innerWidth * MOST_SHARE;
    if (px === null) pane(element).style.removeProperty('--program-width');
    else pane(element).style.setProperty('--program-width', `${Math.round(Math.min(most, Math.max(LEAST, px)))}px`);
  };
  const down = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, from: widthOf(event.currentTarget) };
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    if (drag.current) set(event.currentTarget, drag.current.from + event.clientX - drag.current.x);
  };
  const up = () => {
    drag.current = null;
  };
  const key = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    set(event.currentTarget, widthOf(event.currentTarget) + by);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is no rule between texts.
    <div
      className="py-edge"
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the code"
      aria-valuenow={50}
      tabIndex={0}
      title="Drag it; a double click puts it back"
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onDoubleClick={({ currentTarget }) => set(currentTarget, null)}
      onKeyDown={key}
    />
  );
}

export function Stage({ narrow }: { narrow: boolean }) {
  return (
    <>
      {!narrow && <Knobs />}
      <Instruments />
      <div className="stage-timeline">
        <Boundary what="The timeline">
          <ProgramLanes />
        </Boundary>
      </div>
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
      <DockHandle />
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
