/** What stands in the gutter beside a lane of a program: its sign in a box, as in the gutter of the code, and its name. */
import type { Pen } from '../pen.ts';

export function paintLaneLabel(
  pen: Pen,
  { sign, name }: { readonly sign: string; readonly name: string },
  x: number,
  middle: number,
  room: number,
): void {
  const { ctx, palette } = pen;
  const width = Math.ceil(pen.width(sign, true)) + 8;
  ctx.strokeStyle = palette.line2;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.roundRect(x + 0.5, middle - 7.5, width, 15, 3);
  ctx.stroke();
  pen.text(sign, x + 4.5, middle, palette.ink, true);
  const left = x + width + 6;
  if (name !== sign && room - width - 6 > 20) pen.text(pen.fitted(name, room - width - 6), left, middle, palette.ink2);
}
