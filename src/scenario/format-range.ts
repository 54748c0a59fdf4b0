/** A stretch of time in words. */
import { formatMs, LONG_S } from './duration.ts';

/** From when to when, in one unit and fine enough to tell the two apart: `906.5 to 911.5 ms`, `0 to 10 min`. */
export function formatRange(fromMs: number, toMs: number): string {
  if (!Number.isFinite(toMs)) return `${formatMs(fromMs, 3)} on`;
  const length = toMs - fromMs;
  if (length < 1e-9) return formatMs(fromMs, 3);
  const [size, unit] = Math.abs(toMs) < 1000 ? [1, 'ms'] : [1000, 's'];
  const to = toMs / size;
  if (unit === 's' && to >= LONG_S && length >= size)
    return `${fromMs === 0 ? '0' : formatMs(fromMs)} to ${formatMs(toMs)}`;
  const most = unit === 'ms' ? 1 : to < 10 ? 3 : to < 100 ? 2 : 1;
  const digits = Math.max(most, Math.ceil(-Math.log10(length / size) - 1e-9));
  return `${(fromMs / size).toFixed(digits)} to ${to.toFixed(digits)} ${unit}`;
}
