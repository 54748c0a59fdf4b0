/** Lengths of time in words: the one way in which the page writes them. */

/**
 * A time (ms) with three figures or so: `0 ms`, `8 µs`, `0.35 ms`, `4.5 ms`, `240 ms`, `1.34 s`, `5.00 s`, `250.0 s`, `3600 s`.
 * Where runs are held against each other three digits tell them apart: `4.52 ms`, `52.3 ms`, `1.002 s`.
 * @param digits behind the point where it is seconds, less from 100 s on; from 3 on milliseconds have one more, too
 */
export function formatMs(ms: number, digits = 2): string {
  if (!Number.isFinite(ms)) return '–';
  if (ms < 0) return `−${formatMs(-ms, digits)}`;
  if (ms === 0) return '0 ms';
  const fine = digits > 2 ? 1 : 0;
  if (ms < 0.00995) return `${trim(ms * 1000, 1)} µs`;
  if (ms < 0.995) return `${trim(ms, 2 + fine)} ms`;
  if (ms < 9.95) return `${trim(ms, 1 + fine)} ms`;
  if (ms < 99.95) return `${trim(ms, fine)} ms`;
  if (ms < 999.5) return `${ms.toFixed(0)} ms`;
  const seconds = ms / 1000;
  const most = seconds < 99.995 ? digits : seconds < 999.95 ? 1 : 0;
  return `${seconds.toFixed(Math.min(digits, most))} s`;
}

/** A length as somebody would write it in the notation: `3 s`, `1.5 s`, `250 ms`. */
export function formatAsked(ms: number): string {
  const short = (value: number) => String(Number(value.toPrecision(4)));
  return ms >= 1000 ? `${short(ms / 1000)} s` : `${short(ms)} ms`;
}

/** From when to when, in one unit and fine enough to tell the two apart: `906.5 to 911.5 ms`. */
export function formatRange(fromMs: number, toMs: number): string {
  if (!Number.isFinite(toMs)) return `${formatMs(fromMs, 3)} on`;
  if (toMs - fromMs < 1e-9) return formatMs(fromMs, 3);
  const fine = toMs - fromMs < 1 ? 3 : 0;
  if (Math.abs(toMs) < 1000) return `${fromMs.toFixed(1 + fine)} to ${toMs.toFixed(1 + fine)} ms`;
  return `${(fromMs / 1000).toFixed(3 + fine)} to ${(toMs / 1000).toFixed(3 + fine)} s`;
}

/** At most so many digits behind the point, no zeros at the end. */
function trim(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
