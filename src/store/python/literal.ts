/** A number in the code that can be dragged: the values at which it stops, and how they are written. */

export interface Literal {
  /** Characters of the file. */
  readonly from: number;
  readonly to: number;
  /** As it is written: `3`, `0.35`, `200_000`. */
  readonly text: string;
}

/** The values a drag goes through, in order. */
export interface Stops {
  readonly texts: readonly string[];
  /** Which of them is the number as it was. */
  readonly at: number;
}

const STOPS = 10;
const STEPS = [1, 2, 5] as const;

/** Whether a drag of it means anything: a plain decimal number. `0x1f`, `1j`, `1e9` are left alone. */
export const canBeDragged = (text: string): boolean => /^(?:\d[\d_]*|\d[\d_]*\.\d*|\.\d+)$/.test(text);

/** Ten values around the number, in steps that people count in, among them the number itself. */
export function stopsOf(text: string): Stops {
  const isWhole = /^[\d_]+$/.test(text);
  const digits = text.replaceAll('_', '');
  const value = Number(digits);
  if (value === 0) {
    const texts = Array.from({ length: STOPS }, (_, i) => (isWhole ? String(i) : written(i * 0.1, 1)));
    return { texts: [text, ...texts.slice(1)], at: 0 };
  }
  const decimals = isWhole ? 0 : (/\.(\d*?)0*$/.exec(digits)?.[1] ?? '').length;
  const step = stepOf(value, decimals);
  const places = isWhole ? 0 : Math.max(1, placesOf(step));
  // Counted in whole steps, so that no rounding error adds up.
  const first = Math.max(1, Math.round(value / step) - STOPS + 1);
  const texts: string[] = [];
  for (let i = first > 1 ? first : 1; texts.length < STOPS; i++) texts.push(written(i * step, places));
  const own = texts.findIndex((one) => Number(one) === value);
  if (own >= 0) return { texts: texts.with(own, text), at: own };
  const at = texts.filter((one) => Number(one) < value).length;
  return { texts: texts.toSpliced(at, 0, text), at };
}

/** The number so many steps on (or back); never below 0, and no whole number below 1 unless it was. */
export function stepped(text: string, by: number): string {
  const { texts, at } = stopsOf(text);
  const inside = texts[at + by];
  if (inside !== undefined) return inside;
  if (at + by < 0) return texts[0]!;
  const step = Number(texts[1]!) - Number(texts[0]!);
  const places = placesOf(Number(step.toFixed(9)));
  const isWhole = !text.includes('.');
  return written(
    Number(texts.at(-1)!.replaceAll('_', '')) + (at + by - texts.length + 1) * step,
    isWhole ? 0 : Math.max(1, places),
  );
}

/** The smallest step of 1, 2, 5, 10, ... of which the value is a whole number, and ten of which go beyond it. */
function stepOf(value: number, decimals: number): number {
  for (let power = -Math.min(decimals, 9); power < 16; power++) {
    for (const one of STEPS) {
      const step = power < 0 ? one / 10 ** -power : one * 10 ** power;
      if (step * STOPS < value * 1.2) continue;
      const count = value / step;
      if (Math.abs(count - Math.round(count)) < 1e-9) return step;
      // No round step fits: a plain one, and the number stands between two stops.
      if (step > value / 4) return step;
    }
  }
  return value;
}

const placesOf = (step: number): number => (/\.(\d+)$/.exec(step.toFixed(9).replace(/0+$/, ''))?.[1] ?? '').length;

/** `0.5`, not `0.50`; a float keeps its point: `1.0`. */
function written(value: number, places: number): string {
  const text = value.toFixed(places);
  return places > 1 ? text.replace(/(\.\d+?)0+$/, '$1') : text;
}
