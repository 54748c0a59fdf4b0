/** Where the time axis has its ticks, and what they say. */
import { formatAsked } from '../../../scenario/duration.ts';

export interface Tick {
  readonly ms: number;
  readonly label: string;
}

/** A step between ticks begins with one of these. 4 is among them so that a phone gets steps of 400 ms, not only of 500. */
const FIGURES = [1, 2, 4, 5, 10] as const;

/** Steps (ms) where they are half a minute and more; above the last one by powers of ten. */
const LONG = [30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400].map((s) => s * 1000);

/** Ticks of a window (ms) over so many pixels, each with at least `gap` pixels and room for its label; none before 0. */
export function timeTicks(fromMs: number, toMs: number, width: number, gap: number): readonly Tick[] {
  const length = toMs - fromMs;
  if (!(length > 0) || !(width > 0)) return [];
  let ticks: readonly Tick[] = [];
  for (let room = gap; ; room *= 1.25) {
    ticks = ticksEvery((length / width) * room, fromMs, toMs);
    const widest = ticks.reduce((most, tick) => Math.max(most, tick.label.length), 0) * 7 + 20;
    if (widest <= room || room > width) return ticks;
  }
}

function ticksEvery(leastMs: number, fromMs: number, toMs: number): Tick[] {
  let exponent = Math.floor(Math.log10(leastMs));
  let figure = FIGURES.find((f) => f * 10 ** exponent >= leastMs * (1 - 1e-9))!;
  if (figure === 10) {
    figure = 1;
    exponent += 1;
  }
  const long = leastMs > 20_000 ? LONG.find((step) => step >= leastMs) : undefined;
  const stepMs = long ?? figure * 10 ** exponent;
  const ticks: Tick[] = [];
  for (let n = Math.max(0, Math.ceil(fromMs / stepMs - 1e-9)); n * stepMs <= toMs; n++) {
    // A division by a whole power of ten keeps 0.3 exact; a multiplication would not.
    const ms = exponent < 0 ? (n * figure) / 10 ** -exponent : n * stepMs;
    ticks.push({ ms, label: tickLabel(ms, stepMs) });
  }
  return ticks;
}

/** `0`, `200 ms`, `1.2 s`, `40 µs`, `10 min`: as many digits as neighbours need to differ. */
export function tickLabel(ms: number, stepMs: number): string {
  if (ms === 0) return '0';
  if (stepMs >= LONG[0]!) return formatAsked(ms);
  const digits = (unit: number) => Math.max(0, -Math.floor(Math.log10(stepMs / unit) + 1e-9));
  if (ms >= 1000 && stepMs >= 1) return `${(ms / 1000).toFixed(digits(1000))} s`;
  if (ms >= 1) return `${ms.toFixed(digits(1))} ms`;
  return `${(ms * 1000).toFixed(digits(0.001))} µs`;
}
