/** The canvas' marks outside the canvas: the very same drawing, on a small canvas of its own. */
import { useEffect, useRef } from 'react';
import type { MarkName } from '../model/mark-name.ts';
import { dashed } from '../paint/marks/dashed.ts';
import { diamond } from '../paint/marks/diamond.ts';
import { cancelled, failed, killed } from '../paint/marks/end-cap.ts';
import { outline } from '../paint/marks/outline.ts';
import { computing, leaderDots, sleeping } from '../paint/marks/stretch.ts';
import { waitForOthers, waitForPlace, waitThin, waitToCompute } from '../paint/marks/wait.ts';
import { readPalette, watchPalette } from '../paint/palette.ts';
import { Pen } from '../paint/pen.ts';

const HEIGHT = 16;

/** A mark on a canvas of so many pixels, 16 high. */
export interface Sign {
  readonly width: number;
  readonly draw: (pen: Pen) => void;
}

/** What the key has a sign for. */
export type SignName = MarkName | 'moment' | 'predicted' | 'last';

export const SIGNS: Record<SignName, Sign> = {
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
  moment: { width: 14, draw: (pen) => diamond(pen, 6, 8, false) },
  predicted: { width: 21, draw: (pen) => outline(pen, 1, 19, 1, 14) },
  last: { width: 21, draw: (pen) => dashed(pen, 1, 20, 1, 14) },
};

export const MarkSign = ({ name }: { readonly name: SignName }) => <DrawnSign sign={SIGNS[name]} />;

export function DrawnSign({ sign }: { readonly sign: Sign }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  // After the picture that it is part of: the colours are those of the whole page, whose styles are found by then.
  useEffect(() => {
    const element = canvas.current;
    const ctx = element?.getContext('2d');
    if (!element || !ctx) return;
    const draw = () => {
      const ratio = window.devicePixelRatio || 1;
      element.width = sign.width * ratio;
      element.height = HEIGHT * ratio;
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      const pen = new Pen(ctx);
      pen.palette = readPalette(element.parentElement!);
      pen.right = sign.width;
      sign.draw(pen);
    };
    draw();
    return watchPalette(draw);
  }, [sign]);
  return <canvas ref={canvas} className="tl-sign" style={{ width: sign.width, height: HEIGHT }} />;
}
