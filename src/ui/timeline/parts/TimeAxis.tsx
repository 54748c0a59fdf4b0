/** Where the time axis lies: from the gutter to the right edge, over the window of time. Its labels and grid lines are the ruler's. */
import './time-axis.css';
import { useLayoutEffect } from 'react';
import type { Layout } from '../model/layout.ts';
import type { Surface } from '../surface/surface.ts';

interface Props {
  readonly surface: Surface;
  readonly layout: Layout;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Hands the scale to the canvas and the ruler in the same frame in which React has rendered the layout. */
export function TimeAxis({ surface, layout: { gutter, right }, fromMs, toMs }: Props) {
  useLayoutEffect(() => {
    if (right > gutter) surface.setScale({ fromMs, toMs, left: gutter, width: right - gutter });
  }, [surface, fromMs, toMs, gutter, right]);
  return null;
}
