/** A lane of a program: each stretch with the number of its line, words where there is room, and how the lane ended. */
import type { Lane, Place, Stretch } from '../../../../kernel/python/messages.ts';
import { formatMs } from '../../../../scenario/duration.ts';
import type { ProgramRecord, ProgramShown } from '../../../../store/traces/program-record.ts';
import { kindOf, stuckStretch, waitedFor } from '../../../words/program-doing.ts';
import { endCap } from '../marks/end-cap.ts';
import { computing, leaderDots, sleeping } from '../marks/stretch.ts';
import { waitForOthers, waitForPlace, waitToCompute } from '../marks/wait.ts';
import type { Pen } from '../pen.ts';

/** Where a lane stands (px). */
export interface LaneBox {
  readonly top: number;
  readonly height: number;
}

/** A stretch needs so many px for the number of its line, and so many for words. */
const NUMBER_FROM = 16;
const PAD = 6;
/** Air around words on a line. */
const AIR = 5;
/** A lane must be so high (px) for words. */
const WORDS_HIGH = 16;

/** Draws what is in sight of a lane. `isGoingOn`: the run is not over. */
export function paintProgramLane(pen: Pen, shown: ProgramShown, lane: number, box: LaneBox, isGoingOn: boolean): void {
  const { record, lit } = shown;
  let right = Number.NEGATIVE_INFINITY;
  eachInSight(pen, record, lane, (stretch) => {
    pen.fade(lit !== null && !isAt(stretch.at, lit));
    paintStretch(pen, stretch, box, record);
    right = Math.max(right, pen.px(stretch.toMs));
  });
  pen.fade(false);
  const stuck = stuckStretch(record.findings, lane);
  if (stuck) paintStuck(pen, stuck, box, record);
  if (shown.before) paintBefore(pen, shown, shown.before, lane, box);
  const end = record.ends.get(lane);
  if (stuck) return;
  if (end && end.outcome !== 'ok') paintEnd(pen, record, lane, box);
  else if (!end && isGoingOn && right > pen.left && right < pen.right) {
    pen.fill(pen.palette.ink, right - 1, box.top + 3, 2, box.height - 6);
  }
}

const isAt = (at: Place | undefined, lit: Place): boolean => at?.line === lit.line && at.file === lit.file;

/** Visits the stretches in sight. Of those narrower than a pixel one a pixel is visited. */
function eachInSight(pen: Pen, record: ProgramRecord, lane: number, visit: (stretch: Stretch) => void): void {
  const from = Math.max(record.lanes[lane]?.startMs ?? Number.POSITIVE_INFINITY, pen.ms(pen.left - 2));
  const to = pen.ms(pen.right + 2);
  const pixel = 1 / pen.perMs;
  for (let atMs = from; atMs <= to; ) {
    const stretch = record.stretchAt(lane, atMs);
    if (!stretch) return;
    visit(stretch);
    const next = Math.max(stretch.toMs, atMs + pixel / 2);
    if (!(next > atMs)) return;
    atMs = next;
  }
}

function paintStretch(pen: Pen, stretch: Stretch, { top, height }: LaneBox, record: ProgramRecord): void {
  const x0 = pen.px(stretch.fromMs);
  const x1 = Math.max(pen.px(stretch.toMs), x0 + 1);
  const barTop = top + 5;
  const barHeight = height - 10;
  const middle = top + Math.floor(height / 2);
  const number = stretch.at ? String(stretch.at.line) : '';
  switch (kindOf(stretch)) {
    case 'computing':
      computing(pen, x0, x1, barTop, barHeight, false);
      label(pen, x0, x1, middle, height, {
        number,
        words: '',
        colour: pen.faded ? pen.palette.ink : pen.palette.cpuText,
      });
      break;
    case 'sleeping': {
      sleeping(pen, x0, x1, barTop, barHeight);
      const colour = pen.faded ? pen.palette.ink3 : pen.palette.sleepText;
      const words = `sleep ${formatMs(stretch.toMs - stretch.fromMs)}`;
      const end = label(pen, x0, x1, middle, height, { number, words, colour });
      if (x1 - end > 20) leaderDots(pen, end + 8, x1 - 8, middle);
      break;
    }
    case 'place':
      if (pen.shows('place')) waitForPlace(pen, x0, x1, middle, false);
      waitWords(pen, stretch, x0, x1, middle, height, record);
      break;
    case 'compute':
      if (pen.shows('compute')) waitToCompute(pen, x0 + (x1 - x0 >= 16 ? 2 : 0), x1, middle, false);
      break;
    case 'others':
    case 'failed':
      if (pen.shows('others')) waitForOthers(pen, x0, x1, middle, false);
      waitWords(pen, stretch, x0, x1, middle, height, record);
  }
}

/** A wait that never ends: open at its end, with an arrow at the plot's edge. */
function paintStuck(
  pen: Pen,
  stuck: Extract<Stretch, { state: 'waiting' }>,
  { top, height }: LaneBox,
  record: ProgramRecord,
): void {
  // A lane that waited already when nobody could go on any more goes on waiting.
  const last = record.stretchAt(stuck.lane, stuck.fromMs - 1e-7);
  const wait = last?.state === 'waiting' && last.for === stuck.for ? { ...stuck, fromMs: last.fromMs } : stuck;
  const x0 = Math.max(pen.px(wait.fromMs), pen.left - 2);
  const x1 = pen.right - 6;
  if (x1 <= x0) return;
  const middle = top + Math.floor(height / 2);
  pen.ctx.clearRect(x0, top + 1, x1 + 6 - x0, height - 2);
  const isPlace = kindOf(stuck) === 'place';
  if (isPlace) waitForPlace(pen, x0, x1, middle, false, true);
  else waitForOthers(pen, x0, x1, middle, false, true);
  const { ctx, palette } = pen;
  ctx.strokeStyle = isPlace ? palette.wplace : palette.wothers;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(x1, middle - 5);
  ctx.lineTo(x1 + 5, middle);
  ctx.lineTo(x1, middle + 5);
  ctx.stroke();
  waitWords(pen, wait, x0, x1, middle, height, record);
}

interface Label {
  readonly number: string;
  readonly words: string;
  readonly colour: string;
}

/** The number of the line, then words, as far as there is room; gives the x where they end. */
function label(
  pen: Pen,
  x0: number,
  x1: number,
  middle: number,
  height: number,
  { number, words, colour }: Label,
): number {
  const left = Math.max(x0, pen.left);
  const room = Math.min(x1, pen.right) - left;
  if (height < WORDS_HIGH || room < NUMBER_FROM) return left;
  const width = pen.width(number, true);
  const pad = Math.min(PAD, Math.floor((room - width) / 2));
  if (number === '' || pad < 2) return left;
  pen.text(number, left + pad, middle, colour, true);
  const end = left + pad + width;
  if (words === '' || end + AIR + pen.width(words) + PAD > left + room) return end;
  pen.text(words, end + AIR, middle, colour);
  return end + AIR + pen.width(words);
}

/** What a wait is for, over its line, with the background around it. */
function waitWords(
  pen: Pen,
  stretch: Stretch,
  x0: number,
  x1: number,
  middle: number,
  height: number,
  record: ProgramRecord,
): void {
  if (stretch.state !== 'waiting' || height < WORDS_HIGH) return;
  const left = Math.max(x0, pen.left) + 14;
  const room = Math.min(x1, pen.right) - 14 - left;
  const line = stretch.at ? `${stretch.at.line} ` : '';
  const what = waitedFor(stretch, record.things, record.lanes);
  const words = [`${line}waits for ${what}`, `${line}for ${what}`, line.trim()].find(
    (one) => one !== '' && pen.width(one) <= room,
  );
  if (!words) return;
  const width = pen.width(words);
  pen.ctx.clearRect(left - AIR, middle - 7, width + 2 * AIR, 15);
  pen.text(words, left, middle, pen.faded ? pen.palette.ink3 : pen.palette.ink2);
}

/** What the lane did before the drag, dashed, where it does something else now. */
function paintBefore(
  pen: Pen,
  { record }: ProgramShown,
  before: ProgramRecord,
  lane: number,
  { top, height }: LaneBox,
): void {
  const own = sameLane(record.lanes[lane], before.lanes);
  if (!own) return;
  const { ctx, palette } = pen;
  const end = lastOf(record, lane);
  eachInSight(pen, before, own.lane, (stretch) => {
    if (stretch.state === 'waiting' || isAsBefore(record.stretchAt(lane, stretch.fromMs), stretch)) return;
    const x0 = pen.px(stretch.fromMs);
    const x1 = pen.px(stretch.toMs);
    if (x1 - x0 < 3) return;
    ctx.strokeStyle = palette.frame;
    ctx.lineWidth = 1;
    ctx.setLineDash([2, 2]);
    ctx.strokeRect(x0 + 0.5, top + 5.5, x1 - x0 - 1, height - 11);
    ctx.setLineDash([]);
    if (stretch.fromMs < end || height < WORDS_HIGH) return;
    const words = `before: ${formatMs(stretch.toMs - stretch.fromMs)}`;
    if (pen.width(words) + 2 * PAD <= x1 - x0)
      pen.text(words, Math.max(x0, pen.left) + PAD, top + Math.floor(height / 2), palette.ink2);
  });
}

const isAsBefore = (now: Stretch | undefined, before: Stretch): boolean =>
  now?.state === before.state && near(now.fromMs, before.fromMs) && near(now.toMs, before.toMs);
const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-3;

const lastOf = ({ ends }: ProgramRecord, lane: number): number => ends.get(lane)?.atMs ?? Number.POSITIVE_INFINITY;

/** The lane of another run that is the same: the one with its name, counted among those of that name. */
function sameLane(lane: Lane | undefined, lanes: readonly Lane[]): Lane | undefined {
  if (!lane) return undefined;
  return lanes[lane.lane]?.name === lane.name ? lanes[lane.lane] : lanes.find(({ name }) => name === lane.name);
}

function paintEnd(pen: Pen, record: ProgramRecord, lane: number, { top, height }: LaneBox): void {
  const end = record.ends.get(lane)!;
  const x = pen.px(end.atMs);
  const last = record.stretchAt(lane, end.atMs - 1e-7);
  const width = last ? x - pen.px(last.fromMs) : 0;
  endCap(pen, end.outcome, x, top + 5, height - 10, Math.max(3, width));
  if (!end.error || height < WORDS_HIGH) return;
  const words = pen.fitted(end.error.split('\n')[0]!, Math.max(40, Math.min(260, pen.right - x - 12)));
  if (x + 8 + pen.width(words) <= pen.right) pen.text(words, x + 8, top + Math.floor(height / 2), pen.palette.fail);
}
