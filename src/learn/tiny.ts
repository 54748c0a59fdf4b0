/** Tiny timelines, as text: a row is a name and its stretches, such as `sleep 3, cpu 2` or `place 1, sleep 4`. Lengths are parts of the width. */

/** What a stretch is. `gap` is nothing, `fail` and `torn` are the ends of a bar. */
export const TINY_KINDS = ['gap', 'sleep', 'cpu', 'place', 'compute', 'others', 'fail', 'torn'] as const;
export type TinyKind = (typeof TINY_KINDS)[number];

/** Name and stretches: `['worker', 'sleep 3, cpu 2']`; the name may be empty. */
export type TinyRow = readonly [name: string, stretches: string];

export interface TinyStretch {
  readonly kind: TinyKind;
  readonly length: number;
}

/** @throws {Error} for a stretch that is none: a mistake in the data */
export function readTiny(stretches: string): readonly TinyStretch[] {
  return stretches.split(',').map((stretch) => {
    const [kind, length = '0'] = stretch.trim().split(' ');
    if (!TINY_KINDS.includes(kind as TinyKind) || Number.isNaN(Number(length)))
      throw new Error(`There is no such stretch: "${stretch.trim()}"`);
    return { kind: kind as TinyKind, length: Number(length) };
  });
}
