/** All engines on one time axis: what was predicted as outlines, what was measured as bars. */
import './timeline.css';
import {
  type MouseEvent,
  type ReactNode,
  Suspense,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { EngineFacts } from '../../../engines/facts.ts';
import type { Actions, State } from '../../../store/state/state.ts';
import type { Registry } from '../../../store/traces/registry.ts';
import { lazyExtra } from '../../base/lazy.tsx';
import { shownKey } from '../../keys/combination.ts';
import { TIMELINE } from '../../keys/list.ts';
import { listenToInput } from '../input/listen.ts';
import { type LanePlace, laneLabelAt, laneOfSelected } from '../surface/lane-place.ts';
import { Surface } from '../surface/surface.ts';
import { EngineHeader } from './EngineHeader.tsx';
import { TableLink } from './TableLink.tsx';
import { TimeAxis } from './TimeAxis.tsx';
import { useTimeline } from './use-timeline.ts';

/** The menu of a lane, and the tooltip: loaded when they are first needed. */
const LaneMenu = lazyExtra(() => import('./lanes/LaneMenu.tsx'));
const Tooltip = lazyExtra(() => import('./Tooltip.tsx'));
/** The strip of the whole run: there is a need for it once only a part is seen. */
const MiniMap = lazyExtra(() => import('../map/MiniMap.tsx'));

interface Props {
  readonly store: StoreApi<State & Actions>;
  readonly registry: Registry;
  /** The engines that are shown, in order. */
  readonly engines: readonly EngineFacts[];
  /** Narrow: an engine's figures in one line, `5.01 s · 2.00x · 67 % busy`. Asked for at every revision. */
  readonly figures?: (engine: string) => string;
  /** What to say where there is nothing to draw. */
  readonly whenEmpty?: ReactNode;
  /** Begins a note where the user is. */
  readonly onNote?: () => void;
  /** Called once, when the user first touches the timeline: what may be asked for next can be loaded by then. */
  readonly onUse?: () => void;
}

const nothing = () => {};
/** Room below the sections for what there is to say where there is nothing to draw (px). */
const HINT = 312;
const FIT_KEY = shownKey(TIMELINE.rows.fit.keys[0], false);
const LABEL =
  'Timeline. Arrow keys move by task and lane, with Alt by empty stretch, plus and minus zoom, a and d move in time, f shows all, p the critical path, m marks a range, n writes a note, Escape deselects. Question mark lists all keys.';

export function Timeline({ store, registry, engines, figures, whenEmpty, onNote, onUse }: Props) {
  const [surface] = useState(() => new Surface(store, registry));
  const { layout, window, viewport, empty } = useSyncExternalStore(surface.rendered.subscribe, surface.rendered.get);
  const root = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const lines = useRef<HTMLDivElement>(null);
  const nowLine = useRef<HTMLDivElement>(null);
  const flag = useRef<HTMLDivElement>(null);
  const cursor = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  // As a state, so that the surface takes its place before the page's first picture: after it everything below the lanes would move.
  const [band, setBand] = useState<HTMLElement | null>(null);
  const [said, setSaid] = useState('');
  const [lane, setLane] = useState<LanePlace | null>(null);
  const zoomed = useStore(store, (state) => state.view !== null);
  const hovers = useSyncExternalStore(surface.pointed.subscribe, surface.pointed.hasHit);

  useLayoutEffect(() => surface.setEngines(engines, figures), [surface, engines, figures]);
  useEffect(() => {
    if (!band) return;
    return surface.attach({
      root: root.current!,
      content: content.current!,
      canvas: canvas.current!,
      lines: lines.current!,
      nowLine: nowLine.current!,
      flag: flag.current!,
      cursor: cursor.current!,
      tip: tip.current!,
      band,
    });
  }, [surface, band]);
  useEffect(
    () => listenToInput(content.current!, surface, { say: setSaid, note: onNote ?? nothing, used: onUse ?? nothing }),
    [surface, onNote, onUse],
  );
  const place = useTimeline();
  useEffect(() => {
    place.current = surface;
    return () => {
      if (place.current === surface) place.current = null;
    };
  }, [surface, place]);

  // The menu opens on the label of a lane, or by the menu key on the lane of the selected task.
  const menu = (event: MouseEvent) => {
    const { clientX, clientY } = event;
    const byKey = event.button !== 2 && event.detail === 0;
    const find = byKey && store.getState().selected ? laneOfSelected : laneLabelAt;
    const at = find(surface, clientX, clientY);
    if (!at) return;
    event.preventDefault();
    setLane(at);
  };

  return (
    <div className="tl-whole">
      <Suspense>{zoomed && <MiniMap surface={surface} layout={layout} />}</Suspense>
      <section ref={root} className="tl" aria-label="Timeline">
        <div ref={content} className="tl-content" style={{ height: layout.height + (empty && whenEmpty ? HINT : 0) }}>
          <div className="tl-sticky">
            <div ref={lines} className="tl-lines" aria-hidden="true">
              {layout.width > 0 && (
                <TimeAxis surface={surface} layout={layout} fromMs={window.fromMs} toMs={window.toMs} />
              )}
            </div>
          </div>
          <div
            className="tl-lanes"
            role="application"
            aria-label={LABEL}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the lanes are one widget, with keys of its own.
            tabIndex={0}
            onContextMenu={menu}
          >
            <canvas ref={canvas} className="tl-canvas" />
          </div>
          {layout.sections.map((section, i) => {
            const engine = engines.find((e) => e.id === section.engine);
            if (!engine) return null;
            const last = i === layout.sections.length - 1;
            return <EngineHeader key={engine.id} surface={surface} engine={engine} section={section} last={last} />;
          })}
          <div ref={cursor} className="tl-cursor" hidden />
          <div ref={nowLine} className="tl-now" hidden />
          <div className="tl-sticky tl-front">
            <div ref={setBand} className="tl-band">
              <button type="button" className="tl-fit" onClick={() => surface.view.show(null, true)}>
                Fit <kbd>{FIT_KEY}</kbd>
              </button>
              <div ref={flag} className="tl-flag" hidden />
            </div>
            <div className="tl-ring" style={{ height: Math.min(viewport, layout.height) }} />
          </div>
          {empty && whenEmpty && (
            <div className="tl-empty" style={{ top: layout.height + 12 }}>
              <Suspense>{whenEmpty}</Suspense>
            </div>
          )}
        </div>
        <div ref={tip} className="tl-tip" aria-hidden="true">
          <Suspense>{hovers && <Tooltip surface={surface} />}</Suspense>
        </div>
        <Suspense>{lane && <LaneMenu surface={surface} at={lane} onClose={() => setLane(null)} />}</Suspense>
        <div className="tl-unseen" aria-live="polite">
          {said}
        </div>
        <TableLink store={store} />
      </section>
    </div>
  );
}
