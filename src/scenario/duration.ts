/**
 * A duration for the page: `0 ms`, `8 µs`, `0.35 ms`, `4.5 ms`, `240 ms`, `1.34 s`, `5.00 s`, `250.0 s`, `3600 s`.
 * @param digits behind the point where it is seconds; 2 unless told, less from 100 s on
 */
export function formatMs(ms: number, digits?: number): string {
  if (!Number.isFinite(ms)) return '–';
  if (ms < 0) return `−${formatMs(-ms, digits)}`;
  if (ms === 0) return '0 ms';
  if (ms < 0.00995) return `${trim(ms * 1000, 1)} µs`;
  if (ms < 0.995) return `${trim(ms, 2)} ms`;
  if (ms < 9.95) return `${trim(ms, 1)} ms`;
  if (ms < 999.5) return `${ms.toFixed(0)} ms`;
  const seconds = ms / 1000;
  return `${seconds.toFixed(digits ?? (seconds < 99.995 ? 2 : seconds < 999.95 ? 1 : 0))} s`;
}

/** At most so many digits behind the point, no zeros at the end. */
function trim(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
