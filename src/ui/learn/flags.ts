/** Where flags stand on the axis: over their moment, beside each other, and within the axis. Pure. */
import { type TimeScale, xOf } from '../timeline/model/time-scale.ts';

export interface Flag {
  readonly ms: number;
  readonly says: string;
  readonly isGuess: boolean;
}

export interface PlacedFlag extends Flag {
  /** Of its moment (px). */
  readonly x: number;
  /** The left end of its words, and their width (px). */
  readonly from: number;
  readonly width: number;
}

/** Of a letter, and of what is beside the words (px). */
const LETTER = 6.3;
const BESIDE = 16;
/** Between two flags (px). */
const GAP = 4;

const widthOf = (says: string): number => Math.ceil(says.length * LETTER + BESIDE);

/** At most two flags. Where their words would lie over each other they move apart, where they would leave the axis back into it. */
export function placedFlags(scale: TimeScale, flags: readonly Flag[]): readonly PlacedFlag[] {
  const { left, width: whole } = scale;
  const within = (from: number, width: number) => Math.max(left, Math.min(from, left + whole - width));
  const placed = flags
    .map((flag) => {
      const x = xOf(scale, flag.ms);
      const width = widthOf(flag.says);
      return { ...flag, x, width, from: within(x - width / 2, width) };
    })
    .sort((a, b) => a.x - b.x);
  const [first, second] = placed;
  if (!first || !second) return placed;
  const over = first.from + first.width + GAP - second.from;
  if (over <= 0) return placed;
  const from = within(first.from - over / 2, first.width + GAP + second.width);
  return [
    { ...first, from },
    { ...second, from: from + first.width + GAP },
  ];
}
