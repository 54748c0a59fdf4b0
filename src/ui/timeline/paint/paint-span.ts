/** One span in its lane: its stretches and waits, its end, its words where they fit. */
import { formatAsked, formatMs } from '../../../scenario/duration.ts';
import { OUTCOMES, type Outcome, type Trace } from '../../../trace/trace.ts';
import { attemptName } from '../../words/attempt-name.ts';
import { CPU, type Pieces, PLACE, SHARED, SLEEP } from '../model/pieces.ts';
import { DIAMOND_RADIUS, diamond } from './marks/diamond.ts';
import { capInside, endCap } from './marks/end-cap.ts';
import { leaderDots } from './marks/stretch.ts';
import { type BarBox, paintOwnWaits, paintPieces } from './paint-pieces.ts';
import type { Pen } from './pen.ts';

/** Room that texts ask for (px). */
const ID_FROM = 18;
const WORDS_FROM = 90;
const DURATION_FROM = 150;
const PAD = 7;
/** Both sides together, where it is tight. */
const TIGHT = 5;
/** A span must be this many times as wide as the cell that its name stands in. */
const CELL_SHARE = 2.5;
/** A lane must be this high (px) for words. In a lower one the name stands alone: it is mostly figures, which have no descenders. */
const WORDS_HIGH = 22;
/** A span without work is a diamond as long as it is narrower than this (px). */
const NO_TIME = 3;

export interface SpanStyle {
  /** Of the lane (px). */
  readonly top: number;
  readonly height: number;
  /** Only predicted: thin marks, drawn inside the outline. */
  readonly thin: boolean;
  /** Waits for a place and for others are drawn here too: the lane is the task. */
  readonly ownWaits: boolean;
  /** A label may begin at this x, not before: a diamond stands there. */
  labelFrom: number;
  /** Where the span before it in the lane ends, and the one after it begins. */
  freeFrom: number;
  freeTo: number;
}

/** Whether it is drawn as a diamond: a task without work, too short to see. */
export function isDiamond(pen: Pen, trace: Trace, pieces: Pieces, task: number): boolean {
  if ((pieces.end - pieces.start) * pen.perMs >= NO_TIME) return false;
  const spec = trace.scenario.tasks[task];
  return spec ? spec.segments.every((s) => s.ms === 0) : pieces.end <= pieces.start;
}

/** Where the bar of the span that is being drawn stands. Used again for each. */
const bar: { -readonly [K in keyof BarBox]: BarBox[K] } = {
  top: 0,
  height: 0,
  middle: 0,
  thin: false,
  left: 0,
  right: 0,
  cellEnd: 0,
};

/** Draws the loaded span. */
export function paintSpan(pen: Pen, trace: Trace, row: number, pieces: Pieces, style: SpanStyle): void {
  const { top, height, thin, ownWaits } = style;
  const inset = thin ? 4 : 5;
  bar.top = top + inset;
  bar.height = height - 2 * inset;
  bar.middle = top + Math.floor(height / 2);
  bar.thin = thin;
  if (ownWaits) paintOwnWaits(pen, pieces, bar.middle, thin);
  const outcome = OUTCOMES[trace.spans.at.outcome[row]!]!;
  if (isDiamond(pen, trace, pieces, trace.spans.at.task[row]!)) paintDiamond(pen, trace, row, pieces, style);
  else {
    bar.left = pen.px(pieces.start);
    bar.right = Math.max(pen.px(pieces.end), bar.left + 1);
    bar.cellEnd = Number.NEGATIVE_INFINITY;
    if (bar.right - pen.px(pieces.heldFrom) >= ID_FROM) paintNamed(pen, trace, row, pieces, style);
    else {
      paintPieces(pen, pieces, bar);
      paintCap(pen, outcome, pieces);
    }
  }
}

function paintDiamond(pen: Pen, trace: Trace, row: number, pieces: Pieces, style: SpanStyle): void {
  const { task, attempt, outcome: outcomes } = trace.spans.at;
  const outcome = OUTCOMES[outcomes[row]!]!;
  const { middle } = bar;
  const x = pen.px(pieces.start);
  const name = attemptName(trace, task[row]!, attempt[row]!);
  diamond(pen, x, middle, style.thin);
  if (outcome !== 'ok' && outcome !== 'running') endCap(pen, outcome, x + 3, bar.top, bar.height, 3);
  const width = pen.width(name, true);
  // The name stands left of the diamond, unless a wait of its own or another bar is there.
  const waits = style.ownWaits && pieces.first > 0 && x - pen.px(pieces.from[0]!) > DIAMOND_RADIUS + 2;
  const onLeft = !waits && x - DIAMOND_RADIUS - 4 - width > Math.max(style.freeFrom + 2, pen.left - 2);
  const nameX = onLeft ? x - DIAMOND_RADIUS - 4 - width : x + DIAMOND_RADIUS + 5;
  if (!onLeft && nameX + width >= Math.min(style.freeTo - 2, pen.right)) return;
  // The name may cross the edge of an outline that begins before.
  if (onLeft && !style.thin) pen.ctx.clearRect(nameX - 1, middle - 6, width + 2, 13);
  pen.text(name, nameX, middle, pen.faded ? pen.palette.ink3 : pen.palette.ink2, true);
}

/** A bar with room for a name. The first doing hosts it; where that is too short for it, a cell at the span's begin does. */
function paintNamed(pen: Pen, trace: Trace, row: number, pieces: Pieces, style: SpanStyle): void {
  const { task, attempt, outcome: outcomes, end } = trace.spans.at;
  const outcome = OUTCOMES[outcomes[row]!]!;
  const { thin, middle } = bar;
  const cap = thin ? 0 : capInside(outcome, bar.right - bar.left);
  const name = attemptName(trace, task[row]!, attempt[row]!);
  const nameWidth = pen.width(name, true);
  const host = hostOf(pen, pieces, nameWidth + TIGHT);
  const left = Math.max(host < 0 ? pen.px(pieces.heldFrom) : pen.px(pieces.from[host]!), pen.left, style.labelFrom);
  const room = Math.min(bar.right - cap, pen.right) - left;
  // A cell hides what lies under it. That is worth it only where far more is to be seen beside it.
  const least = host < 0 ? CELL_SHARE * (PAD + nameWidth + 5) : Math.max(ID_FROM, nameWidth + TIGHT);
  const named = room >= least && bar.height >= 10;
  const inCell = named && host < 0;
  if (inCell) bar.cellEnd = left + PAD + nameWidth + 5;

  const labels = host >= 0 && named ? wordsOf(trace, row, pieces, host) : '';
  const hostEnd = host >= 0 ? Math.min(pen.px(pieces.to[host]!), bar.right - cap, pen.right) : 0;
  const hostRoom = hostEnd - left;
  const pad = host < 0 ? PAD : Math.max(2, Math.min(PAD, Math.floor((hostRoom - nameWidth) / 2)));
  let wordsEnd = left + pad + nameWidth;
  const worded =
    labels !== '' &&
    style.height >= WORDS_HIGH &&
    hostRoom >= WORDS_FROM &&
    pad + nameWidth + 7 + pen.width(labels) + PAD <= hostRoom;
  if (worded) wordsEnd += 7 + pen.width(labels);
  const ended = host >= 0 && (pieces.to[host]! < pieces.end || !Number.isNaN(end[row]!));
  const timed = !thin && ended && outcome !== 'cancelled' && pieces.segments === 1 && isWholeSegment(pieces, host);
  const length = timed ? formatMs(pieces.to[host]! - pieces.from[host]!) : '';
  const lengthX = hostEnd - PAD - pen.width(length);
  const lengthed = worded && length !== '' && hostRoom >= DURATION_FROM && lengthX >= wordsEnd + 10;

  paintPieces(pen, pieces, bar);
  for (let i = pieces.first; i < pieces.count; i++) {
    if (pieces.kind[i] !== SLEEP) continue;
    const from = i === host && named ? wordsEnd + 12 : Math.max(pen.px(pieces.from[i]!), bar.cellEnd) + 5;
    const to = i === host && lengthed ? lengthX - 13 : Math.min(pen.px(pieces.to[i]!), bar.right - cap) - 11;
    pen.fadeUnlit(pieces, i);
    if (to - from >= 2) leaderDots(pen, from, to, middle);
  }
  pen.fadeUnlit(pieces, Math.max(host, pieces.first));
  if (inCell) pen.ctx.clearRect(left, bar.top, bar.cellEnd - left, bar.height);
  paintCap(pen, outcome, pieces);
  if (named) {
    const kind = host < 0 || thin ? -1 : pieces.kind[host]!;
    const nameColour = textColour(pen, kind, true);
    pen.text(name, left + pad, middle, nameColour, true);
    if (worded) pen.text(labels, left + pad + nameWidth + 7, middle, textColour(pen, kind, false));
    if (lengthed) pen.text(length, lengthX, middle, textColour(pen, kind, false));
  }
}

/** The name of an outline that no bar is drawn over, where it has room. */
export function outlineName(pen: Pen, name: string, x0: number, x1: number, middle: number): void {
  const left = Math.max(x0, pen.left) + PAD;
  if (left + pen.width(name, true) <= x1 - TIGHT) pen.text(name, left, middle, pen.palette.ink3, true);
}

function paintCap(pen: Pen, outcome: Outcome, pieces: Pieces): void {
  if (bar.thin || outcome === 'ok' || outcome === 'running') return;
  endCap(pen, outcome, bar.right, bar.top, bar.height, bar.right - Math.min(bar.left, pen.px(pieces.heldFrom)));
}

/** The first doing that has room for the name, looked for only among what comes first; -1 if it has not. */
function hostOf(pen: Pen, pieces: Pieces, need: number): number {
  for (let i = pieces.first; i < pieces.count; i++) {
    const kind = pieces.kind[i]!;
    if (kind >= PLACE) continue;
    const visible = Math.min(pen.px(pieces.to[i]!), pen.right) - Math.max(pen.px(pieces.from[i]!), pen.left);
    if (visible >= Math.max(ID_FROM, need)) return i;
    // A doing that has been scrolled past leaves the name to the next one.
    if (pen.px(pieces.to[i]!) > pen.left) return -1;
  }
  return -1;
}

/** Whether the piece is its whole segment, without turns or waits inside. */
function isWholeSegment(pieces: Pieces, i: number): boolean {
  const segment = pieces.segment[i]!;
  const before = i > 0 && pieces.segment[i - 1] === segment && pieces.kind[i - 1] !== SLEEP && pieces.kind[i] !== SLEEP;
  const after = i + 1 < pieces.count && pieces.segment[i + 1] === segment && pieces.kind[i] !== SLEEP;
  return !before && !after;
}

/** What the task asked for, where it is a single segment: `sleep 3 s`. */
function wordsOf(trace: Trace, row: number, pieces: Pieces, host: number): string {
  if (pieces.segments !== 1) return '';
  const asked = trace.scenario.tasks[trace.spans.at.task[row]!]?.segments[pieces.segment[host]!];
  return asked ? `${asked.kind} ${formatAsked(asked.ms)}` : '';
}

function textColour(pen: Pen, kind: number, name: boolean): string {
  const { palette } = pen;
  if (kind === CPU || kind === SHARED) return pen.faded ? palette.ink : palette.cpuText;
  if (pen.faded) return palette.ink3;
  if (kind === SLEEP) return palette.sleepText;
  return name ? palette.ink2 : palette.ink3;
}
