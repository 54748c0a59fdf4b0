/** Lanes with more spans than can be drawn one by one, as pixels: narrow bars, and where even those are too many, shares of columns. Wide bars are left to `paint-lane.ts`. */
import { OUTCOMES } from '../../../../trace/trace.ts';
import { COMPUTE, CPU, OTHERS, Pieces, PLACE, SHARED, SLEEP, WAIT_KINDS } from '../../model/pieces.ts';
import { addSpan } from '../../model/shares/lane-shares.ts';
import { LaneSummary, summarise } from '../../model/shares/lane-summary.ts';
import { Shares } from '../../model/shares/shares.ts';
import { barsOf, type LaneView, SpansInSight } from '../lane-view.ts';
import { isMany, NARROW, WIDE, walkedFrom, wantsSummary } from '../many.ts';
import type { Pen } from '../pen.ts';
import { type Inks, Shade } from './shade.ts';

/** Marks of bad ends stand at least this far apart (px). */
const APART = 2;
const FADED = 0.4;
const TINT = 0.28;
const pieces = new Pieces();
/** Of columns; 0: not drawn. */
const inks: Inks = { cpu: 0, sleep: 0, edge: 0, wait: 0 };
const all = new SpansInSight();
const foundOnly = new SpansInSight();

export class Large {
  readonly shade = new Shade();
  /** Prepares what long lanes are drawn from. */
  readonly prepare = summarise;
  readonly #shares = new Shares();
  #ratio = 1;
  #canvasTop = 0;
  /** Of the bars that are being drawn: their edges (px), whether they are only predicted, whether they stand back. */
  #top = 0;
  #bottom = 0;
  #thin = false;
  #faded = false;

  /** A frame begins. `top` (px): what the canvas begins with. */
  begin(ratio: number, top: number): void {
    this.#ratio = ratio;
    this.#canvasTop = top;
  }

  /** Draws what is narrow of a lane's bars into the buffer, if there are many in sight. */
  lane(pen: Pen, view: LaneView): void {
    const { picture, lane: number, top, height, emphasis } = view;
    const index = barsOf(picture, number);
    if (!index || !all.find(pen, index, number) || !isMany(pen, all)) return;
    this.shade.begin(pen.ctx, this.#ratio, this.#canvasTop, top, top + height);
    this.#thin = picture.hollow;
    const inset = this.#thin ? 4 : 5;
    this.#top = top + inset;
    this.#bottom = top + height - inset;
    this.#faded = emphasis.lit === 'some';
    if (!emphasis.onlyFound) this.#bars(pen, all);
    const found = index === picture.main ? emphasis.found?.index : undefined;
    if (found && foundOnly.find(pen, found, number)) {
      this.#faded = false;
      this.#bars(pen, foundOnly);
    }
    this.shade.end(pen.ctx, pen.left - 4, pen.right + 4);
  }

  #bars(pen: Pen, spans: SpansInSight): void {
    const { index, lane, first } = spans;
    this.#shares.reset(Math.ceil(pen.right - pen.left));
    // The summary of a growing lane is made anew whenever it holds less than half of the lane.
    if (wantsSummary(pen, spans) && (!lane.summary || lane.summary.places * 2 < lane.sealed)) {
      lane.summary = new LaneSummary(index, lane);
    }
    const from = walkedFrom(pen, spans);
    if (from > first) lane.summary!.addTo(this.#shares, pen.perMs, pen.offset - pen.left);
    this.#walk(pen, spans, from);
    this.#shares.settle();
    this.#columns(pen);
    if (!this.#thin) this.#bad(pen, spans, from);
  }

  #walk(pen: Pen, { index, lane, last }: SpansInSight, first: number): void {
    const { trace, rows } = index;
    const { start, end } = trace.spans.at;
    const { perMs } = pen;
    const offset = pen.offset - pen.left;
    for (let i = lane.begin + first; i < lane.begin + last; i++) {
      const row = rows[i]!;
      const width = (end[row]! - start[row]!) * perMs;
      if (width < NARROW) addSpan(this.#shares, trace, row, perMs, offset);
      else if (width < WIDE) {
        pieces.load(trace, row);
        this.#bar(pen);
      }
    }
  }

  /** The bar of the span that is loaded into the pieces: too narrow for words. */
  #bar(pen: Pen): void {
    const [barTop, barBottom, thin] = [this.#top, this.#bottom, this.#thin];
    const { shade } = this;
    const { palette } = pen;
    const alpha = this.#faded ? FADED : 1;
    const middle = Math.floor((barTop + barBottom) / 2);
    for (let i = 0; i < pieces.count; i++) {
      const kind = pieces.kind[i]!;
      if (pieces.isAside(i)) continue;
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
      } else if (pen.shows(WAIT_KINDS[kind - PLACE]!)) {
        const colour = kind === COMPUTE ? palette.wproc : kind === OTHERS ? palette.wothers : palette.frame;
        const ink = shade.ink(colour, alpha);
        shade.rect(ink, x0, x1, middle - 1, kind === COMPUTE ? middle + 1 : middle);
      }
    }
  }

  #columns(pen: Pen): void {
    const { shade } = this;
    const { palette } = pen;
    const thin = this.#thin;
    const alpha = this.#faded ? FADED : 1;
    const ink = (name: 'computing' | 'sleeping' | 'compute', colour: string, share: number) =>
      pen.shows(name) ? shade.ink(colour, alpha * share) : 0;
    inks.cpu = ink('computing', palette.cpu, thin ? TINT : 1);
    inks.sleep = thin ? 0 : ink('sleeping', palette.sleepFill, 1);
    inks.edge = ink('sleeping', palette.sleepEdge, 1);
    inks.wait = ink('compute', palette.wproc, 1);
    shade.columns(this.#shares, pen.left, this.#bottom, this.#bottom - this.#top, inks);
  }

  /** Marks bad ends, one every few pixels at most, so that none is lost. From the place `walked` on, wide spans have been left to `paint-lane.ts`. */
  #bad(pen: Pen, { index, lane, first, last }: SpansInSight, walked: number): void {
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
      const ink = this.shade.ink(colour, this.#faded ? FADED : 1);
      this.shade.rect(ink, x - wide + 1, x + 1, this.#top - 2, this.#bottom + 2);
      free = x + APART;
      // Where many spans share a pixel: on to the first that begins after this mark.
      place++;
      if (!lane.overlaps) place = Math.max(place, index.startingAt(lane, pen.ms(free - 1), place) - 1);
    }
  }
}
