/** The whole run in a strip: how busy each section is, what failed, what is found; the window as a frame that can be moved. */
import './mini-map.css';
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import type { Layout } from './layout.ts';
import { MapPainter } from './map-painter.ts';
import type { Surface } from './surface.ts';

interface Props {
  readonly surface: Surface;
  readonly layout: Layout;
}

/** How near (px) to an edge of the frame is on it. */
const EDGE = 6;
/** A frame too small to be seen is so wide, and moved, not resized. */
const LEAST = 14;
type Hold = 'from' | 'to' | 'both';

export function MiniMap({ surface, layout }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const strip = useRef<HTMLDivElement>(null);
  const painter = useRef<MapPainter>(null);
  const held = useRef<{ readonly how: Hold; readonly x: number; readonly fromMs: number; readonly toMs: number }>(null);
  const { gutter, right } = layout;
  useEffect(() => {
    const own = new MapPainter(canvas.current!, frame.current!, strip.current!);
    painter.current = own;
    const stop = surface.eachFrame(own);
    return () => {
      stop();
      own.end();
    };
  }, [surface]);

  const xIn = (event: PointerEvent): number => event.clientX - strip.current!.getBoundingClientRect().left;
  const holdAt = (x: number): Hold | undefined => {
    const { x0, x1 } = painter.current!;
    if (x1 - x0 > LEAST) {
      if (Math.abs(x - x0) <= EDGE) return 'from';
      if (Math.abs(x - x1) <= EDGE) return 'to';
    }
    return x >= x0 - EDGE && x <= x1 + EDGE ? 'both' : undefined;
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const x = xIn(event);
    let how = holdAt(x);
    let { fromMs, toMs } = surface.view.now;
    const whole = painter.current!.showsAll;
    if (!how || (whole && how === 'both')) {
      // Beside the frame: it comes there, and goes along. Of all that is shown, a tenth becomes the window.
      const length = whole ? (toMs - fromMs) / 10 : toMs - fromMs;
      const at = painter.current!.msAt(x);
      [fromMs, toMs] = [at - length / 2, at + length / 2];
      surface.view.show({ fromMs, toMs });
      how = 'both';
    }
    held.current = { how, x, fromMs, toMs };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    const at = held.current;
    if (!at) {
      const how = painter.current!.showsAll ? undefined : holdAt(xIn(event));
      strip.current!.style.cursor = how === 'both' ? 'grab' : how ? 'ew-resize' : 'pointer';
      return;
    }
    const by = (xIn(event) - at.x) * painter.current!.msPerPixel;
    const least = painter.current!.msPerPixel;
    const fromMs =
      at.how === 'to' ? at.fromMs : at.how === 'from' ? Math.min(at.fromMs + by, at.toMs - least) : at.fromMs + by;
    const toMs =
      at.how === 'from' ? at.toMs : at.how === 'to' ? Math.max(at.toMs + by, at.fromMs + least) : at.toMs + by;
    surface.view.show({ fromMs, toMs });
  };
  const up = () => {
    held.current = null;
  };
  const key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { view, scale } = surface;
    const { fromMs, toMs } = view.now;
    const width = scale?.width ?? 0;
    const steps: Record<string, () => void> = {
      ArrowLeft: () => view.pan(-width / 10),
      ArrowRight: () => view.pan(width / 10),
      ArrowUp: () => view.zoom((fromMs + toMs) / 2, 1 / 1.5),
      ArrowDown: () => view.zoom((fromMs + toMs) / 2, 1.5),
      PageUp: () => view.pan(-width),
      PageDown: () => view.pan(width),
      Home: () => view.show({ fromMs: 0, toMs: toMs - fromMs }),
      End: () => view.pan(Number.MAX_SAFE_INTEGER / 1e6),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    step();
  };

  return (
    <div className="tl-map">
      <div
        ref={strip}
        className="tl-map-strip"
        style={{ left: gutter, width: Math.max(1, right - gutter) }}
        role="slider"
        tabIndex={0}
        aria-label="Window of time"
        aria-valuemin={0}
        aria-valuemax={0}
        aria-valuenow={0}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
        onDoubleClick={() => surface.view.show(null, true)}
        onKeyDown={key}
      >
        <canvas ref={canvas} />
        <div ref={frame} className="tl-map-frame" />
      </div>
    </div>
  );
}
