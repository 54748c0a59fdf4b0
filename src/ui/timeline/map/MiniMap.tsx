/** The whole run in a strip: how busy each section is, what failed, what is found; the window as a frame that can be moved. */
import './mini-map.css';
import { useEffect, useRef } from 'react';
import type { Layout } from '../model/layout.ts';
import { EarlyEvents } from '../surface/early-events.ts';
import type { Surface } from '../surface/surface.ts';
import { MapPainter } from './map-painter.ts';

/** What the strip acts on; the first two only have the code loaded that does. */
const EVENTS = [
  'pointerenter',
  'focus',
  'pointerdown',
  'pointermove',
  'pointerup',
  'pointercancel',
  'dblclick',
  'keydown',
] as const;

interface Props {
  readonly surface: Surface;
  readonly layout: Layout;
}

export default function MiniMap({ surface, layout }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const strip = useRef<HTMLDivElement>(null);
  const { gutter, right } = layout;
  useEffect(() => {
    const element = strip.current!;
    const painter = new MapPainter(canvas.current!, frame.current!, element);
    const early = new EarlyEvents(async () => {
      const { mapInputOf } = await import('./map-input.ts');
      return mapInputOf(element, painter, surface);
    });
    const heard = (event: Event) => void early.hear(event);
    for (const type of EVENTS) element.addEventListener(type, heard);
    const stop = surface.eachFrame(painter);
    return () => {
      early.end();
      for (const type of EVENTS) element.removeEventListener(type, heard);
      stop();
      painter.end();
    };
  }, [surface]);

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
      >
        <canvas ref={canvas} />
        <div ref={frame} className="tl-map-frame" />
      </div>
    </div>
  );
}
