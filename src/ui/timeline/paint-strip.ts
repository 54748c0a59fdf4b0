/** An engine with too many lanes, collapsed: how many tasks compute and sleep at once. */
import { fillColumns, fillSleep } from './columns.ts';
import type { Section } from './layout.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { endOfWait } from './queue.ts';

export function paintStrip(pen: Pen, picture: Picture, section: Section): void {
  const concurrency = picture.concurrency;
  if (!concurrency || concurrency.peak === 0) return;
  const { cpu, sleep, peak } = concurrency;
  const x0 = Math.max(pen.left, Math.floor(pen.x(0)));
  const x1 = Math.min(pen.right, Math.ceil(pen.x(endOfWait(picture.main!.trace, Number.NaN))));
  if (x1 <= x0) return;
  const msPerPixel = 1 / pen.perMs;
  let cpuBefore = cpu.before(pen.ms(x0));
  let sleepBefore = sleep.before(pen.ms(x0));
  for (let x = x0; x < x1; x++) {
    const ms = pen.ms(x + 1);
    const cpuNow = cpu.before(ms);
    const sleepNow = sleep.before(ms);
    pen.columns[x - x0] = (cpuNow - cpuBefore) / msPerPixel / peak;
    pen.columns2[x - x0] = pen.columns[x - x0]! + (sleepNow - sleepBefore) / msPerPixel / peak;
    cpuBefore = cpuNow;
    sleepBefore = sleepNow;
  }
  const bottom = section.lanesTop + section.laneHeight - 2;
  const height = section.laneHeight - 6;
  const thin = picture.measured === undefined;
  fillSleep(pen, pen.columns2, x0, x1, bottom, height, thin);
  fillColumns(pen, pen.columns, x0, x1, bottom, height, thin);
  pen.fill(pen.palette.frame, x0, bottom, x1 - x0, 1);
  const words = `${peak} at once at most`;
  if (pen.width(words) + 12 < x1 - x0) {
    const x = Math.min(x1 - pen.width(words) - 6, pen.right - pen.width(words) - 6);
    pen.fill(pen.palette.bg, x - 4, section.lanesTop + 2, pen.width(words) + 8, 14);
    pen.text(words, x, section.lanesTop + 9, pen.palette.ink2);
  }
}
