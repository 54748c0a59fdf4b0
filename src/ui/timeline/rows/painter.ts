/** Draws what is seen of all sections onto one canvas, row by row, from pictures, layout and scale. Knows no store and no React. */
import type { RowBox, Section } from '../model/layout.ts';
import { scaleOf } from '../model/own-axis.ts';
import type { Picture } from '../model/picture.ts';
import { Emphasis } from '../paint/emphasis.ts';
import type { Pen } from '../paint/pen.ts';
import { ROWS } from './list.ts';
import { LABELS, type Row, type RowLabel, type RowScene, type Scene } from './row.ts';

/** Up to this height (px), a row's label stands in its middle; in a higher one beside its first line. */
const ONE_LINE = 16;
const FIRST_LINE = 7;

/** What stands out in the section that is being painted: set anew for each. */
const emphasis = new Emphasis();

export function paint(pen: Pen, scene: Scene, rows: readonly Row[] = ROWS): void {
  const { ctx } = pen;
  const { ratio } = scene;
  const own: RowScene = { ...scene, emphasis };
  pen.words.clear();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  ctx.setTransform(ratio, 0, 0, ratio, 0, -scene.top * ratio);
  eachSection(pen, scene, (picture, section) => {
    for (const box of section.rows) rowOf(rows, box)?.paintPixels?.(pen, { picture, section, box }, own);
  });
  eachSection(pen, scene, (picture, section) => {
    paintLabels(pen, picture, section, own, rows);
    ctx.save();
    ctx.beginPath();
    ctx.rect(pen.left - 4, section.axisTop, pen.right - pen.left + 8, section.bottom - section.axisTop);
    ctx.clip();
    for (const box of section.rows) rowOf(rows, box)?.paint.get(scene.again)?.(pen, { picture, section, box }, own);
    paintHover(pen, picture, section, scene, rows);
    ctx.restore();
    pen.forgetState();
  });
}

/** Visits the sections that are seen, with the pen set to the scale of each. */
function eachSection(pen: Pen, scene: Scene, visit: (picture: Picture, section: Section) => void): void {
  const { layout, pictures, from, to } = scene;
  for (const [i, section] of layout.sections.entries()) {
    const picture = pictures[i];
    if (!picture || section.bottom < from || section.top > to) continue;
    const { fromMs, toMs, left, width } = scaleOf(scene.scale, picture, layout);
    pen.setScale(fromMs, toMs, left, left + width);
    emphasis.set(picture, scene.look.selected, scene.onlyFound);
    pen.lit = scene.lights?.engine === section.engine ? scene.lights.lit : undefined;
    visit(picture, section);
  }
}

const rowOf = (rows: readonly Row[], box: RowBox): Row | undefined => rows.find(({ id }) => id === box.id);

/** A frame around what the pointer is on. */
function paintHover(pen: Pen, picture: Picture, section: Section, { hover, again }: Scene, rows: readonly Row[]): void {
  if (!hover || hover.engine !== section.engine || !picture.main) return;
  const box = section.rows.find(({ id }) => id === hover.row);
  if (box) rowOf(rows, box)?.pointed?.get(again)?.outline(pen, { picture, section, box }, hover);
}

function paintLabels(pen: Pen, picture: Picture, section: Section, scene: RowScene, rows: readonly Row[]): void {
  for (const box of section.rows) {
    const row = rowOf(rows, box);
    if (row?.label) paintLabel(pen, row.label, box, scene.layout.narrow);
    row?.paintLabels?.(pen, { picture, section, box }, scene);
  }
}

function paintLabel(
  pen: Pen,
  { wide, narrow: short, isSign }: RowLabel,
  { top, height }: RowBox,
  narrow: boolean,
): void {
  const middle = height <= ONE_LINE ? height / 2 : FIRST_LINE;
  const colour = narrow && isSign ? pen.palette.ink2 : pen.palette.ink3;
  pen.text(narrow ? short : wide, LABELS, top + middle, colour);
}
