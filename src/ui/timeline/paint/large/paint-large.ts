/** Lanes with many spans: shares of pixels, narrow bars as pixels; what is wide is named to be drawn as ever. */
import { OUTCOMES } from '../../../../trace/trace.ts';
import type { Lane, LaneIndex } from '../../model/lane-index.ts';
import type { Picture } from '../../model/picture.ts';
import { COMPUTE, CPU, Pieces, PLACE, SHARED, SLEEP } from '../../model/pieces.ts';
import { addSpan } from '../../model/shares/lane-shares.ts';
import { LaneSummary, summarise } from '../../model/shares/lane-summary.ts';
import { Shares } from '../../model/shares/shares.ts';
import type { Emphasis } from '../emphasis.ts';
import { isMany, NARROW, WIDE, walkedFrom, wantsSummary } from '../many.ts';
import { barsOf } from '../paint-lane.ts';
import type { Pen } from '../pen.ts';
import { Shade } from './shade.ts';

/** Marks of bad ends stand at least so far apart. */
const APART = 2;
const FADED = 0.4;
const TINT = 0.28;
const pieces = new Pieces();

export class Large {
  readonly shade = new Shade();
  /** What long lanes are drawn from, made before they are. */
  readonly prepare = summarise;
  readonly #shares = new Shares();

  #ratio = 1;
  #canvasTop = 0;

  /** A frame begins. `top` (px): what the canvas begins with. */
  begin(ratio: number, top: number): void {
    this.#ratio = ratio;
    this.#canvasTop = top;
  }

  /** Draws what is narrow of a lane's bars into the buffer, if there are many in sight. */
  lane(pen: Pen, picture: Picture, number: number, top: number, height: number, emphasis: Emphasis): void {
    const index = barsOf(picture, number);
    const lane = index?.lanes[number];
    if (!index || !lane) return;
    const first = index.firstAt(lane, pen.ms(pen.left - 8));
    const last = index.startingAt(lane, pen.ms(pen.right + 8));
    if (!isMany(pen, index, lane, first, last)) return;
    this.shade.begin(pen.ctx, this.#ratio, this.#canvasTop, top, top + height);
    this.#all(pen, picture, index, lane, number, first, last, top, height, emphasis);
    this.shade.end(pen.ctx, pen.left - 4, pen.right + 4);
  }

  #all(
    pen: Pen,
    picture: Picture,
    index: LaneIndex,
    lane: Lane,
    number: number,
    first: number,
    last: number,
    top: number,
    height: number,
    emphasis: Emphasis,
  ): void {
    const thin = index === picture.predicted;
    const faded = emphasis.lit(thin) === 'some';
    if (!emphasis.onlyFound) this.#bars(pen, index, lane, first, last, top, height, thin, faded);
    const found = index === picture.main ? emphasis.found?.index : undefined;
    const among = found?.lanes[number];
    if (!found || !among) return;
    const firstFound = found.firstAt(among, pen.ms(pen.left - 8));
    const lastFound = found.startingAt(among, pen.ms(pen.right + 8));
    this.#bars(pen, found, among, firstFound, lastFound, top, height, thin, false);
  }

  #bars(
    pen: Pen,
    index: LaneIndex,
    lane: Lane,
    first: number,
    last: number,
    top: number,
    height: number,
    thin: boolean,
    faded: boolean,
  ): void {
    this.#shares.reset(Math.ceil(pen.right - pen.left));
    const offset = pen.offset - pen.left;
    if (wantsSummary(pen, lane, last - first)) {
      // A lane that grows is summed anew whenever half of it is not in.
      if (!lane.summary || lane.summary.places * 2 < lane.sealed) lane.summary = new LaneSummary(index, lane);
    }
    const from = walkedFrom(pen, lane, first, last);
    if (from > first) lane.summary!.addTo(this.#shares, pen.perMs, offset);
    const inset = thin ? 4 : 5;
    const [barTop, barBottom] = [top + inset, top + height - inset];
    this.#walk(pen, index, lane, from, last, offset, barTop, barBottom, thin, faded);
    this.#shares.settle();
    this.#columns(pen, barBottom, barBottom - barTop, thin, faded);
    if (!thin) this.#bad(pen, index, lane, first, last, from, barTop, barBottom, faded);
  }

  #walk(
    pen: Pen,
    index: LaneIndex,
    lane: Lane,
    first: number,
    last: number,
    offset: number,
    barTop: number,
    barBottom: number,
    thin: boolean,
    faded: boolean,
  ): void {
    const { trace, rows } = index;
    const { start, end } = trace.spans.at;
    const { perMs } = pen;
    for (let i = lane.begin + first; i < lane.begin + last; i++) {
      const row = rows[i]!;
      const width = (end[row]! - start[row]!) * perMs;
      if (width < NARROW) addSpan(this.#shares, trace, row, perMs, offset);
      else if (width < WIDE) this.#bar(pen, index, row, barTop, barBottom, thin, faded);
    }
  }

  /** A bar too narrow for words. */
  #bar(
    pen: Pen,
    index: LaneIndex,
    row: number,
    barTop: number,
    barBottom: number,
    thin: boolean,
    faded: boolean,
  ): void {
    const { shade } = this;
    const { palette } = pen;
    const alpha = faded ? FADED : 1;
    const middle = Math.floor((barTop + barBottom) / 2);
    pieces.load(index.trace, row);
    for (let i = 0; i < pieces.count; i++) {
      const kind = pieces.kind[i]!;
      if (kind === PLACE || (pieces.from[i]! < pieces.heldFrom && pieces.to[i]! <= pieces.start)) continue;
      const x0 = Math.max(pen.px(pieces.from[i]!), pen.left);
      const x1 = Math.min(Math.max(pen.px(pieces.to[i]!), x0 + 1), pen.right);
      if (x1 <= x0) continue;
      if (kind === CPU || kind === SHARED) {
        if (pen.shows('computing'))
          shade.rect(shade.ink(palette.cpu, thin ? alpha * TINT : alpha), x0, x1, barTop, barBottom);
      } else if (kind === SLEEP) {
        if (!pen.shows('sleeping')) continue;
        const edge = shade.ink(palette.sleepEdge, alpha);
        shade.rect(edge, x0, x1, barTop, barBottom);
        if (x1 - x0 > 2) {
          const fill = shade.ink(thin ? palette.bg : palette.sleepFill, alpha);
          shade.rect(fill, x0 + 1, x1 - 1, barTop + 1, barBottom - 1);
        }
      } else if (pen.shows(kind === COMPUTE ? 'compute' : 'thin')) {
        const ink = shade.ink(kind === COMPUTE ? palette.wproc : palette.frame, alpha);
        shade.rect(ink, x0, x1, middle - 1, kind === COMPUTE ? middle + 1 : middle);
      }
    }
  }

  #columns(pen: Pen, bottom: number, height: number, thin: boolean, faded: boolean): void {
    const { shade } = this;
    const { palette } = pen;
    const alpha = faded ? FADED : 1;
    const ink = (name: 'computing' | 'sleeping' | 'compute', colour: string, share: number) =>
      pen.shows(name) ? shade.ink(colour, alpha * share) : 0;
    shade.columns(
      this.#shares,
      pen.left,
      bottom,
      height,
      ink('computing', palette.cpu, thin ? TINT : 1),
      thin ? 0 : ink('sleeping', palette.sleepFill, 1),
      ink('sleeping', palette.sleepEdge, 1),
      ink('compute', palette.wproc, 1),
    );
  }

  /** No bad end is lost: one a few pixels, however many there are. */
  #bad(
    pen: Pen,
    index: LaneIndex,
    lane: Lane,
    first: number,
    last: number,
    /** From this place on, wide spans are drawn by others. */
    walked: number,
    barTop: number,
    barBottom: number,
    faded: boolean,
  ): void {
    const { end, outcome, start } = index.trace.spans.at;
    const { palette } = pen;
    let free = Number.NEGATIVE_INFINITY;
    for (let place = index.nextBad(lane, first); place < last; place = index.nextBad(lane, place)) {
      const row = index.rowAt(lane, place);
      const how = OUTCOMES[outcome[row]!]!;
      const x = pen.px(end[row]!);
      const width = (end[row]! - start[row]!) * pen.perMs;
      if ((place >= walked && width >= WIDE) || x < free || !pen.shows(how as 'failed')) {
        place++;
        continue;
      }
      const colour = how === 'failed' ? palette.fail : how === 'killed' ? palette.ink : palette.cancel;
      const wide = width >= NARROW ? 3 : 2;
      this.shade.rect(this.shade.ink(colour, faded ? FADED : 1), x - wide + 1, x + 1, barTop - 2, barBottom + 2);
      free = x + APART;
      // On to those that begin later than this mark reaches, where there are many to a pixel.
      place++;
      if (!lane.overlaps) place = Math.max(place, index.startingAt(lane, pen.ms(free - 1), place) - 1);
    }
  }
}
