/** The stretches and waits of one span, piece by piece. Turns too narrow to be seen are drawn as columns. */

import { COMPUTE, CPU, OTHERS, type Pieces, PLACE, SHARED, SLEEP } from '../model/pieces.ts';
import { type ColumnBox, fillColumns } from './columns.ts';
import { computing, sleeping } from './marks/stretch.ts';
import { waitForOthers, waitForPlace, waitThin, waitToCompute } from './marks/wait.ts';
import type { Pen } from './pen.ts';

/** Where a span's columns stand; used again for each. */
const columnBox: { -readonly [K in keyof ColumnBox]: ColumnBox[K] } = {
  x0: 0,
  x1: 0,
  bottom: 0,
  height: 0,
  thin: false,
};

/** Turns narrower than this are drawn as a column a pixel. */
const LEAST_TURN = 2;

/** Waits for a place and, before its start, for others, in the lane of the task itself. */
export function paintOwnWaits(pen: Pen, pieces: Pieces, middle: number, thin: boolean): void {
  for (let i = 0; i < pieces.count; i++) {
    const kind = pieces.kind[i]!;
    if (kind !== PLACE && (kind !== OTHERS || pieces.to[i]! > pieces.start)) continue;
    const [x0, x1] = [pen.px(pieces.from[i]!), pen.px(pieces.to[i]!)];
    if (x1 <= x0 || x1 < pen.left || x0 > pen.right) continue;
    pen.fadeUnlit(pieces, i);
    (kind === PLACE ? waitForPlace : waitForOthers)(pen, x0, x1, middle, thin);
  }
}

/** Where the bar of a span stands (px). */
export interface BarBox {
  readonly top: number;
  readonly height: number;
  /** Of the lane: what waits is a line there. */
  readonly middle: number;
  /** Only predicted: thin marks. */
  readonly thin: boolean;
  /** From the span's start to its end. */
  readonly left: number;
  readonly right: number;
  /** Up to here stands a cell with the span's name: over it nothing is drawn but doing. */
  readonly cellEnd: number;
}

/** All other pieces: what the attempt does, and what it waits for while it has its place. */
export function paintPieces(pen: Pen, pieces: Pieces, bar: BarBox): void {
  const { top, height, middle, thin, cellEnd, right } = bar;
  for (let i = 0; i < pieces.count; i++) {
    const kind = pieces.kind[i]!;
    if (pieces.isAside(i)) continue;
    pen.fadeUnlit(pieces, i);
    if (kind === CPU || (kind === COMPUTE && pieces.segment[i]! >= 0)) {
      const last = denseTurns(pen, pieces, i);
      if (last > i) {
        paintTurnColumns(pen, pieces, i, last, bar);
        i = last;
        continue;
      }
    }
    let x0 = pen.px(pieces.from[i]!);
    const x1 = Math.max(pen.px(pieces.to[i]!), x0 + 1);
    if (x1 < pen.left || x0 > pen.right) continue;
    switch (kind) {
      case CPU:
        computing(pen, x0, x1, top, height, thin);
        break;
      case SHARED:
        computing(pen, x0, x1, top, height - 3, thin);
        for (let x = Math.max(x0, pen.left - 5); x < Math.min(x1, pen.right); x += 5) {
          pen.fill(pen.palette.wproc, x, top + height - 2, Math.min(3, x1 - x), thin ? 1 : 2);
        }
        break;
      case SLEEP:
        if (!thin) sleeping(pen, x0, x1, top, height);
        else {
          // An edge stands where the stretch meets another one. At its end the outline is its edge.
          if (i > pieces.first) pen.fill(pen.palette.sleepEdge, x0, top, 1, height);
          if (x1 < right) pen.fill(pen.palette.sleepEdge, x1 - 1, top, 1, height);
        }
        break;
      case COMPUTE:
        x0 = Math.max(x0, cellEnd);
        if (x1 > x0) waitToCompute(pen, x0 + (x1 - x0 >= 16 ? 2 : 0), x1, middle, thin);
        break;
      case OTHERS:
        waitForOthers(pen, Math.max(x0, cellEnd), x1, middle, thin);
        break;
      default:
        waitThin(pen, x0, x1, middle);
    }
  }
}

/** If the turns from piece i on are too narrow to be drawn one by one, the last piece of them; else i. */
function denseTurns(pen: Pen, pieces: Pieces, i: number): number {
  const segment = pieces.segment[i]!;
  let last = i;
  let turns = 0;
  let ms = 0;
  for (; last < pieces.count && pieces.segment[last] === segment; last++) {
    if (pieces.kind[last] !== CPU) continue;
    turns++;
    ms += pieces.to[last]! - pieces.from[last]!;
  }
  return turns >= 4 && (ms * pen.perMs) / turns < LEAST_TURN ? last - 1 : i;
}

/** A column a pixel, filled from below to the share of time computing; the waiting is a thread through the middle. */
function paintTurnColumns(pen: Pen, pieces: Pieces, first: number, last: number, bar: BarBox): void {
  const x0 = Math.max(Math.floor(pen.x(pieces.from[first]!)), pen.left);
  const x1 = Math.min(Math.max(Math.ceil(pen.x(pieces.to[last]!)), x0 + 1), pen.right);
  if (x1 <= x0) return;
  const { columns } = pen;
  columns.fill(0, 0, x1 - x0);
  for (let i = first; i <= last; i++) {
    if (pieces.kind[i] !== CPU) continue;
    const from = Math.max(pen.x(pieces.from[i]!), x0) - x0;
    const to = Math.min(pen.x(pieces.to[i]!), x1) - x0;
    for (let column = Math.floor(from); column < to; column++) {
      columns[column] = columns[column]! + Math.min(to, column + 1) - Math.max(from, column);
    }
  }
  pen.fill(pen.palette.wproc, x0, bar.middle - 1, x1 - x0, bar.thin ? 1 : 2);
  columnBox.x0 = x0;
  columnBox.x1 = x1;
  columnBox.bottom = bar.top + bar.height;
  columnBox.height = bar.height;
  columnBox.thin = bar.thin;
  fillColumns(pen, columns, columnBox);
}
