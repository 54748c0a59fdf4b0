/** How engines are told apart: dashes, tone and the shape of measured points. Colour means state, so there is none. */

export interface LineStyle {
  readonly dashes: string | undefined;
  readonly tone: 'ink' | 'ink-2' | 'ink-3';
  readonly width: number;
  readonly shape: Shape;
}

const SHAPES = ['disc', 'square', 'triangle', 'diamond', 'down'] as const;
type Shape = (typeof SHAPES)[number];

const DASHES = [undefined, '7 3', '2 2.5', '10 3 2 3', '4 2', '12 4'] as const;
const TONES = ['ink', 'ink-2', 'ink-3'] as const;

/** The style of the n-th engine chosen. Nineteen of them differ at least in dashes or in tone. */
export function lineStyle(n: number): LineStyle {
  const round = Math.floor(n / DASHES.length);
  return {
    dashes: DASHES[n % DASHES.length],
    tone: TONES[(n + round) % TONES.length]!,
    width: n % DASHES.length === 0 ? 2 : 1.75,
    shape: SHAPES[n % SHAPES.length]!,
  };
}

/** The outline of a measured point around (x, y), as an SVG path. */
export function pointPath(shape: Shape, x: number, y: number, r = 4): string {
  const to = (dx: number, dy: number) => `${(x + dx).toFixed(1)} ${(y + dy).toFixed(1)}`;
  switch (shape) {
    case 'disc':
      return `M${to(-r, 0)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
    case 'square':
      return `M${to(-r + 0.5, -r + 0.5)}H${(x + r - 0.5).toFixed(1)}V${(y + r - 0.5).toFixed(1)}H${(x - r + 0.5).toFixed(1)}z`;
    case 'triangle':
      return `M${to(0, -r - 0.5)}L${to(r + 0.5, r - 0.5)}L${to(-r - 0.5, r - 0.5)}z`;
    case 'diamond':
      return `M${to(0, -r - 1)}L${to(r + 1, 0)}L${to(0, r + 1)}L${to(-r - 1, 0)}z`;
    case 'down':
      return `M${to(0, r + 0.5)}L${to(r + 0.5, -r + 0.5)}L${to(-r - 0.5, -r + 0.5)}z`;
  }
}
