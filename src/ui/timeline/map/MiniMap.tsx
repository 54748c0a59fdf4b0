/** The whole run in a strip: how busy each section is, what failed, what is found; the window as a frame that can be moved. */
import './mini-map.css';
import { useEffect, useRef } from 'react';
import type { Layout } from '../model/layout.ts';
import type { Surface } from '../surface/surface.ts';
import { MapPainter } from './map-painter.ts';

interface Props {
  readonly surface: Surface;
  readonly layout: Layout;
}

export function MiniMap({ surface, layout }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const strip = useRef<HTMLDivElement>(null);
  const { gutter, right } = layout;
  useEffect(() => {
    const element = strip.current!;
    const painter = new MapPainter(canvas.current!, frame.current!, element);
    const stops = [surface.eachFrame(painter), () => painter.end()];
    // What it does with a pointer and keys is loaded when one of them comes.
    let used = false;
    const use = () => {
      if (used) return;
      used = true;
      void import('./map-input.ts').then(({ listenToMap }) => stops.push(listenToMap(element, painter, surface)));
    };
    element.addEventListener('pointerenter', use);
    element.addEventListener('focus', use);
    return () => {
      for (const stop of stops) stop();
      element.removeEventListener('pointerenter', use);
      element.removeEventListener('focus', use);
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
