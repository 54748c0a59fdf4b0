/** The canvas' marks outside the canvas: the very same drawing, on a small canvas of its own. */
import { useLayoutEffect, useRef } from 'react';
import type { MarkName } from '../model/mark-name.ts';
import { dashed } from '../paint/marks/dashed.ts';
import { cancelled, failed, killed } from '../paint/marks/end-cap.ts';
import { outline } from '../paint/marks/outline.ts';
import { computing, leaderDots, sleeping } from '../paint/marks/stretch.ts';
import { waitForOthers, waitForPlace, waitThin, waitToCompute } from '../paint/marks/wait.ts';
import { readPalette, watchPalette } from '../paint/palette.ts';
import { Pen } from '../paint/pen.ts';

const HEIGHT = 16;

/** What the key has a sign for. */
export type SignName = MarkName | 'predicted' | 'last';

export const SIGNS: Record<SignName, { readonly width: number; readonly draw: (pen: Pen) => void }> = {
  computing: { width: 20, draw: (pen) => computing(pen, 0, 20, 2, 12, false) },
  sleeping: {
    width: 20,
    draw: (pen) => {
      sleeping(pen, 0, 20, 2, 12);
      leaderDots(pen, 5, 8, 8);
    },
  },
  place: { width: 20, draw: (pen) => waitForPlace(pen, 0, 19, 8, false) },
  compute: { width: 19, draw: (pen) => waitToCompute(pen, 0, 19, 8, false) },
  others: { width: 20, draw: (pen) => waitForOthers(pen, 0, 20, 8, false) },
  thin: { width: 20, draw: (pen) => waitThin(pen, 0, 20, 8) },
  failed: { width: 15, draw: (pen) => failed(pen, 0, 1, 15, 14) },
  killed: { width: 15, draw: (pen) => killed(pen, 0, 1, 15, 14) },
  cancelled: { width: 15, draw: (pen) => cancelled(pen, 0, 1, 15, 14) },
  predicted: { width: 21, draw: (pen) => outline(pen, 1, 19, 1, 14) },
  last: { width: 21, draw: (pen) => dashed(pen, 1, 20, 1, 14) },
};

export function MarkSign({ name }: { readonly name: SignName }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width } = SIGNS[name];
  useLayoutEffect(() => {
    const element = canvas.current;
    const ctx = element?.getContext('2d');
    if (!element || !ctx) return;
    const draw = () => {
      const ratio = window.devicePixelRatio || 1;
      element.width = SIGNS[name].width * ratio;
      element.height = HEIGHT * ratio;
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      const pen = new Pen(ctx);
      pen.palette = readPalette(element.parentElement!);
      pen.right = SIGNS[name].width;
      SIGNS[name].draw(pen);
    };
    draw();
    return watchPalette(draw);
  }, [name]);
  return <canvas ref={canvas} className="tl-sign" style={{ width, height: HEIGHT }} />;
}
