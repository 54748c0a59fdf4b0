/** Paints the row of results, and tells of them. Loaded when an engine that has such a row is shown. */
import { formatMs } from '../../../scenario/duration.ts';
import { endOf } from '../../../trace/ends.ts';
import { attemptName } from '../../words/attempt-name.ts';
import type { Picture } from '../model/picture.ts';
import { endOfWait } from '../model/queue.ts';
import { firstResultFrom, groupEnd, groupName, raisedName } from '../model/result-groups.ts';
import type { Results } from '../model/results.ts';
import { RESULTS } from '../model/results-data.ts';
import { selectionOf } from '../model/selection-of.ts';
import { xOf } from '../model/time-scale.ts';
import type { Fades } from '../paint/emphasis.ts';
import { raisedCross, result, resultTick } from '../paint/marks/result.ts';
import { hoverBox } from '../paint/marks/selection.ts';
import type { Pen } from '../paint/pen.ts';
import {
  BARE,
  type Description,
  type Hit,
  NEAR,
  type PaintRow,
  type PointAt,
  type Pointed,
  type RowPlace,
} from './row.ts';

/** Results too near to each other to be told apart, `from` one to before `to` of those drawn; without `from`: the call raises. */
export interface ResultHit extends Hit {
  readonly from?: number;
  readonly to: number;
}

/** The cross of a call that raises may stand beside the results of its moment (px). */
const CROSS_RIGHT = 14;

/** So many names are said. */
const NAMES = 8;

/** A mark is so wide; nearer than `LEAST` to the one before, it is a tick. */
const MARK = 8;
const LEAST = 5;
const GAP = 7;
/** Measured this near to its prediction, it stands for both (px). */
const SAME = 3;
/** A cross has room beside the results of the same moment. */
const BESIDE = 9;
const HUNG = 'nothing more ever comes';

export const paintResults: PaintRow = (pen, { picture, box }, { emphasis: { fades } }) => {
  const { main } = picture;
  if (!main) return;
  const { drawn: results, predicted } = picture.of(RESULTS);
  const middle = box.top + box.height / 2;
  const { facts } = main.trace;
  const hollow = picture.hollow;
  pen.columns.fill(0);
  let limit = pen.right + 10;
  if (facts.hung) {
    const x = Math.min(pen.px(endOfWait(main.trace, Number.NaN)) + 8, pen.right - pen.width(HUNG));
    write(pen, HUNG, x, middle, pen.palette.ink3);
    limit = x - 6;
  }
  if (facts.raised && facts.raisedMs !== undefined) {
    const x = crossAt(pen, results, facts.raisedMs);
    const name = raisedName(facts.raised);
    const width = pen.width(name);
    raisedCross(pen, x, middle, hollow);
    if (x + GAP + width <= limit) write(pen, name, x + GAP, middle, pen.palette.ink2);
    else if (x - GAP - width > pen.left) {
      limit = x - GAP - width;
      write(pen, name, limit, middle, pen.palette.ink2);
    }
    limit = Math.min(limit, x) - 5;
  }
  paintMarks(pen, picture, { results, middle, hollow, fades, limit });
  if (!hollow) paintPredicted(pen, predicted, middle, fades);
};

/** The nearest mark; the cross goes before results of the same moment on its left only. */
export function resultAt({ picture }: RowPlace, { x, ms, scale }: PointAt): ResultHit | undefined {
  const { drawn } = picture.of(RESULTS);
  const { raised, raisedMs } = picture.main!.trace.facts;
  const on = { row: 'results', engine: picture.engine.id };
  const before = firstResultFrom(drawn, ms);
  let best = -1;
  let distance = NEAR + 1;
  for (const i of [before - 1, before]) {
    const atMs = drawn.atMs[i];
    if (atMs === undefined || Math.abs(xOf(scale, atMs) - x) >= distance) continue;
    best = i;
    distance = Math.abs(xOf(scale, atMs) - x);
  }
  if (best < 0) {
    const off = raised && raisedMs !== undefined ? x - xOf(scale, raisedMs) : Number.NaN;
    return off >= -NEAR && off <= CROSS_RIGHT ? { ...on, key: 'raised', to: 0 } : undefined;
  }
  const pixelMs = (scale.toMs - scale.fromMs) / scale.width;
  const from = firstResultFrom(drawn, drawn.atMs[best]! - pixelMs / 2);
  const to = groupEnd(drawn, from, pixelMs);
  return { ...on, key: `${from} ${to}`, selects: selectionOf(picture, drawn.rows[from]!), from, to };
}

export const pointedResult: Pointed = {
  outline(pen, { picture, box }, { from }: ResultHit) {
    const atMs = from === undefined ? undefined : picture.of(RESULTS).drawn.atMs[from];
    if (atMs !== undefined) hoverBox(pen, pen.px(atMs) - 3, pen.px(atMs) + 4, box.top, box.height);
  },
  describe({ from, to }: ResultHit, picture) {
    if (from !== undefined) return describeResults(from, to, picture);
    const { raised = [], raisedMs = Number.NaN } = picture.main!.trace.facts;
    return { ...BARE, title: 'The call', doing: `ends at ${formatMs(raisedMs, 3)}`, rows: [['raised', some(raised)]] };
  },
};

function describeResults(from: number, to: number, picture: Picture): Description {
  const { trace } = picture.main!;
  const { rows, atMs } = picture.of(RESULTS).drawn;
  const { task, attempt } = trace.spans.at;
  const names = Array.from(rows.subarray(from, to), (row) => attemptName(trace, task[row]!, attempt[row]!));
  const doing = `${names.length === 1 ? 'reaches' : 'reach'} the caller at ${formatMs(atMs[from]!, 3)}`;
  if (names.length > 1) return { ...BARE, title: `${names.length} results`, doing, rows: [['of tasks', some(names)]] };
  const row = rows[from]!;
  const said: [string, string][] = [['the task ended at', formatMs(endOf(trace, row), 3)]];
  const predicted = picture.measured ? picture.predictedRow(task[row]!, attempt[row]!) : -1;
  if (predicted >= 0) said.push(['predicted', formatMs(picture.predicted!.trace.spans.at.yielded[predicted]!, 3)]);
  return { ...BARE, title: `Result of task ${names[0]}`, doing, rows: said };
}

/** `1, 2, 3 and 17 more`. */
function some(names: readonly string[]): string {
  if (names.length <= NAMES + 1) return names.join(', ');
  return `${names.slice(0, NAMES).join(', ')} and ${names.length - NAMES} more`;
}

/** Words, and that they stand there: marks of the prediction keep clear of them. */
function write(pen: Pen, words: string, x: number, middle: number, colour: string, bold = false): void {
  pen.text(words, x, middle, colour, bold);
  const from = x - pen.left - MARK / 2;
  pen.columns.fill(1, Math.max(0, from), Math.max(0, from + pen.width(words, bold) + MARK));
}

/** The marks of one trace's results. */
interface Marks {
  readonly results: Results;
  readonly middle: number;
  /** Only predicted. */
  readonly hollow: boolean;
  readonly fades: Fades;
  /** Nothing is written from this x on. */
  readonly limit: number;
}

/** A mark a pixel column at most, and its words where they fit beside it. */
function paintMarks(pen: Pen, picture: Picture, { results, middle, hollow, fades, limit }: Marks): void {
  const { trace } = picture.main!;
  const pixelMs = 1 / pen.perMs;
  let free = Number.NEGATIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let first = firstResultFrom(results, pen.ms(pen.left - MARK)); first < results.rows.length; ) {
    const x = pen.px(results.atMs[first]!);
    if (x > pen.right + MARK) break;
    const end = groupEnd(results, first, pixelMs);
    const faded = allFade(results, first, end, fades, hollow);
    pen.fade(faded);
    if (x - last < LEAST) resultTick(pen, x, middle, hollow);
    else result(pen, x, middle, hollow);
    const row = results.rows[first]!;
    const one = end === first + 1;
    const name = one
      ? attemptName(trace, trace.spans.at.task[row]!, trace.spans.at.attempt[row]!)
      : groupName(end - first, trace.scenario.tasks.length);
    const width = pen.width(name, one);
    const next = end < results.rows.length ? pen.px(results.atMs[end]!) - MARK / 2 : limit;
    const colour = faded ? pen.palette.ink3 : one ? pen.palette.ink : pen.palette.ink2;
    const fits = x + GAP + width <= Math.min(next - 2, limit);
    const nameX = fits ? x + GAP : x - 5 - width;
    if (fits || nameX - 2 >= Math.max(free + 4, pen.left)) {
      write(pen, name, nameX, middle, colour, one);
    }
    free = fits ? x + GAP + width : x + MARK / 2;
    last = x;
    first = end;
  }
  pen.fade(false);
}

/** The prediction behind a run: only where the two are apart, or its time has not come. */
function paintPredicted(pen: Pen, results: Results, middle: number, fades: Fades): void {
  let last = Number.NEGATIVE_INFINITY;
  pen.ctx.globalCompositeOperation = 'destination-over';
  for (let i = firstResultFrom(results, pen.ms(pen.left - MARK)); i < results.rows.length; i++) {
    const x = pen.px(results.atMs[i]!);
    if (x > pen.right + MARK) break;
    if (x === last || pen.columns[Math.round(x - pen.left)] === 1) continue;
    if (Math.abs(pen.px(results.otherMs[i]!) - x) <= SAME) continue;
    pen.fade(fades(results.rows[i]!, true));
    if (x - last < LEAST) resultTick(pen, x, middle, true);
    else result(pen, x, middle, true);
    last = x;
  }
  pen.ctx.globalCompositeOperation = 'source-over';
  pen.fade(false);
}

/** A cross at the very moment of a result stands on the mark's right. */
function crossAt(pen: Pen, results: Results, raisedMs: number): number {
  const x = pen.px(raisedMs);
  const before = firstResultFrom(results, raisedMs + 1 / pen.perMs) - 1;
  return before < 0 ? x : Math.max(x, pen.px(results.atMs[before]!) + BESIDE);
}

function allFade(results: Results, first: number, end: number, fades: Fades, isPredicted: boolean): boolean {
  for (let i = first; i < end; i++) if (!fades(results.rows[i]!, isPredicted)) return false;
  return true;
}
