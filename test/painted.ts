/** What rows of a timeline paint, as the text of an SVG: shapes with where they stand, and words. */
import { SvgContext } from '../src/ui/files/svg-context.ts';
import type { Palette } from '../src/ui/timeline/paint/palette.ts';
import { Pen } from '../src/ui/timeline/paint/pen.ts';
import { paint } from '../src/ui/timeline/rows/painter.ts';
import type { Row } from '../src/ui/timeline/rows/row.ts';

/** Nothing is selected, noted or marked. `hover`: what the pointer is on. */
export function painted(
  rows: readonly Row[],
  {
    hover = null,
    ...of
  }: Pick<Parameters<typeof paint>[1], 'layout' | 'pictures' | 'scale'> &
    Partial<Pick<Parameters<typeof paint>[1], 'hover'>>,
): string {
  const { layout } = of;
  const svg = new SvgContext(layout.width, layout.height, {
    ground: 'white',
    measure: (text) => text.length * 6,
    image: () => '',
  });
  const pen = new Pen(svg as unknown as CanvasRenderingContext2D);
  pen.palette = new Proxy({} as Palette, { get: (_, name) => `var-${String(name)}` });
  const look = { selected: null, idle: null, notes: [], range: null, cursorMs: null, showsPath: false };
  const seen = { top: 0, height: layout.height, from: 0, to: layout.height, ratio: 1 };
  paint(pen, { ...of, look, onlyFound: false, hover, tasks: 0, again: undefined, ...seen }, rows);
  return svg.document('', '');
}
