/** Lengths of time in words, three figures or so: `1.002 s`, `252 ms`, `5.0 ms`, `31 µs`. */

/** A length (ms). `digits`: after the point of seconds. */
export function formatMs(ms: number, digits = 3): string {
  if (!Number.isFinite(ms)) return '–';
  const size = Math.abs(ms);
  if (size >= 999.5) return `${(ms / 1000).toFixed(size >= 100_000 ? Math.min(digits, 1) : digits)} s`;
  if (size >= 99.95) return `${ms.toFixed(0)} ms`;
  if (size >= 0.9995) return `${ms.toFixed(1)} ms`;
  if (size >= 0.0005) return `${(ms * 1000).toFixed(0)} µs`;
  return '0 ms';
}

/** A length as somebody would write it in the notation: `3 s`, `1.5 s`, `250 ms`. */
export function formatAsked(ms: number): string {
  const short = (value: number) => String(Number(value.toPrecision(4)));
  return ms >= 1000 ? `${short(ms / 1000)} s` : `${short(ms)} ms`;
}

/** From when to when, in one unit and fine enough to tell the two apart: `906.5 to 911.5 ms`. */
export function formatRange(fromMs: number, toMs: number): string {
  if (!Number.isFinite(toMs)) return `${formatMs(fromMs)} on`;
  if (toMs - fromMs < 1e-9) return formatMs(fromMs);
  const fine = toMs - fromMs < 1 ? 3 : 0;
  if (Math.abs(toMs) < 1000) return `${fromMs.toFixed(1 + fine)} to ${toMs.toFixed(1 + fine)} ms`;
  return `${(fromMs / 1000).toFixed(3 + fine)} to ${(toMs / 1000).toFixed(3 + fine)} s`;
}
