/** Figures of the bench as text. */
import { formatCount } from '../../scenario/count.ts';

/** A time with three figures or so: `2.44`, `127.6`; `< 0.005` where the clock was too coarse. */
export function formatTime(time: number): string {
  if (!Number.isFinite(time)) return '–';
  if (time >= 100) return formatCount(Math.round(time));
  if (time >= 10) return time.toFixed(1);
  if (time >= 1) return time.toFixed(2);
  return time < 0.0005 ? '< 0.001' : time.toFixed(3);
}

/** A share of a whole: `27 %`, `0.4 %`. */
export function formatShare(part: number, whole: number): string {
  const percent = (100 * part) / whole;
  if (percent > 0 && percent < 0.05) return '< 0.1 %';
  // What is not the whole never reads as if it were.
  if (percent > 99 && percent < 100) return '> 99 %';
  return `${percent < 9.95 ? percent.toFixed(1) : percent.toFixed(0)} %`;
}

/** How many times as long, two figures: `3.1`, `12`, `8,100`. */
export function formatRatio(ratio: number): string {
  return ratio < 9.95 ? ratio.toFixed(1) : formatCount(Number(ratio.toPrecision(2)));
}
