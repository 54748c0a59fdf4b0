/** Lengths of time in words: the one way in which the page writes them. */
import { formatCount } from './count.ts';

/**
 * A time (ms) with at most four figures: `0 ms`, `8 µs`, `0.35 ms`, `4.5 ms`, `240 ms`, `1.34 s`, `5.00 s`, `104.2 s`, and from two
 * minutes on as people say it: `10 min`, `4 min 10 s`, `2 h 5 min`, `3 d 4 h`.
 * Where runs are held against each other three digits tell them apart: `4.52 ms`, `52.3 ms`, `1.002 s`.
 * @param digits behind the point where it is seconds, less from 10 s on; from 3 on milliseconds and minutes have one more, too
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
  if (seconds >= LONG_S) return longTime(seconds, fine);
  const most = seconds < 9.9995 ? 3 : seconds < 99.995 ? 2 : 1;
  return `${seconds.toFixed(Math.min(digits, most))} s`;
}

/** `5.00 → 4.00 s`: a unit that both have stands once. */
export function fromTo(beforeMs: number, afterMs: number): string {
  const [before, after] = [formatMs(beforeMs), formatMs(afterMs)];
  const [figure, unit, more] = before.split(' ');
  return `${more === undefined && after.split(' ')[1] === unit ? figure : before} → ${after}`;
}

/** From here on (s) a time is minutes, hours or days. */
export const LONG_S = 119.5;
/** Two units that are said together, in seconds, up to where they are. */
const LONG = [
  { great: 60, unit: 'min', small: 1, rest: 's', until: 3600 },
  { great: 3600, unit: 'h', small: 60, rest: 'min', until: 48 * 3600 },
  { great: 86_400, unit: 'd', small: 3600, rest: 'h', until: 1000 * 86_400 },
  { great: 86_400, unit: 'd', small: 86_400, rest: '', until: Number.POSITIVE_INFINITY },
] as const;

function longTime(seconds: number, fine: number): string {
  for (const { great, unit, small, rest, until } of LONG) {
    const step = small === 1 && fine ? 0.1 : small;
    const steps = Math.round(seconds / step);
    if (steps * step >= until) continue;
    const each = Math.round(great / step);
    const left = trim((steps % each) * (step < 1 ? step : 1), 1);
    return `${formatCount(Math.floor(steps / each))} ${unit}${left === '0' ? '' : ` ${left} ${rest}`}`;
  }
  return '–';
}

/** A length as somebody would write it in the notation: `10 min`, `3 s`, `1.5 s`, `250 ms`. */
export function formatAsked(ms: number): string {
  const short = (value: number) => String(Number(value.toPrecision(4)));
  if (ms >= LONG_S * 1000 || ms === 60_000) return longTime(ms / 1000, 0);
  return ms >= 1000 ? `${short(ms / 1000)} s` : `${short(ms)} ms`;
}

/** At most so many digits behind the point, no zeros at the end. */
function trim(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
