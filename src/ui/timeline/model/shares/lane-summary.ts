/**
 * A long lane in short. Equal stretches of time, of about four spans each, have their shares in three bytes; further levels
 * are each four times as coarse. Where a pixel is as long as a stretch, a frame reads these bytes and no span.
 */
import { BLOCK, type ColumnShares, type Lane, type SpansInShort } from '../lane.ts';
import type { LaneIndex } from '../lane-index.ts';
import { SLICE, type Slices, whole } from '../slices.ts';
import { addLane } from './lane-shares.ts';
import { Shares } from './shares.ts';

const SPANS_A_BUCKET = 4;
const COARSER = 4;
/** Lanes with fewer spans than this need no preparation: summing them takes hardly any time. */
const LONG = 3000;
/** The byte that stands for a share of 1. */
const FULL = 255;
const work = new Shares();

interface Level {
  readonly bucketMs: number;
  readonly count: number;
  /** Three bytes a bucket: cpu, sleep, wait. Even the smallest share counts 1. */
  readonly bytes: Uint8Array;
}

export class LaneSummary implements SpansInShort {
  /** How many places, from the front of the lane, it holds. */
  readonly places: number;
  readonly fromMs: number;
  /** When the last span that it holds ends (ms). */
  readonly toMs: number;
  readonly #levels: Level[] = [];

  /** Of the sealed spans of a lane; `sums`: what `sum` has made of them. */
  constructor(index: LaneIndex, lane: Lane, sums?: Shares) {
    if (!sums) whole(sum(work, index, lane));
    const { count, cpu, sleep, wait } = sums ?? work;
    this.places = lane.sealed;
    [this.fromMs, this.toMs] = edgesOf(index, lane);
    const bucketMs = Math.max((this.toMs - this.fromMs) / count, 1e-9);
    const bytes = new Uint8Array(count * 3);
    for (let i = 0; i < count; i++) {
      bytes[i * 3] = byteOf(cpu[i]!);
      bytes[i * 3 + 1] = byteOf(sleep[i]!);
      bytes[i * 3 + 2] = byteOf(wait[i]!);
    }
    let level: Level = { bucketMs, count, bytes };
    this.#levels.push(level);
    while (level.count > COARSER * 16) this.#levels.push((level = coarser(level)));
  }

  get byteLength(): number {
    return this.#levels.reduce((sum, level) => sum + level.bytes.byteLength, 0);
  }

  /** Whether columns of so many ms are wide enough to be read from it. */
  serves(columnMs: number): boolean {
    return columnMs >= this.#levels[0]!.bucketMs;
  }

  /** Adds its shares to columns of `1 / perMs` ms; `offset`: the column of 0 ms. */
  addTo(to: ColumnShares, perMs: number, offset: number): void {
    const columnMs = 1 / perMs;
    let level = this.#levels[0]!;
    // With about four buckets a column, columns are exact enough at their edges.
    for (const next of this.#levels) if (next.bucketMs * COARSER <= columnMs) level = next;
    const { bytes, bucketMs, count } = level;
    const firstColumn = Math.max(0, Math.floor(this.fromMs * perMs + offset));
    const lastColumn = Math.min(to.count, Math.ceil(this.toMs * perMs + offset));
    for (let column = firstColumn; column < lastColumn; column++) {
      const from = Math.max(0, ((column - offset) * columnMs - this.fromMs) / bucketMs);
      const until = Math.min(count, ((column + 1 - offset) * columnMs - this.fromMs) / bucketMs);
      let cpu = 0;
      let sleep = 0;
      let wait = 0;
      for (let bucket = Math.floor(from); bucket < until; bucket++) {
        const share = (Math.min(bucket + 1, until) - Math.max(bucket, from)) / FULL;
        cpu += bytes[bucket * 3]! * share;
        sleep += bytes[bucket * 3 + 1]! * share;
        wait += bytes[bucket * 3 + 2]! * share;
      }
      const scale = bucketMs * perMs;
      to.cpu[column] = to.cpu[column]! + cpu * scale;
      to.sleep[column] = to.sleep[column]! + sleep * scale;
      to.wait[column] = to.wait[column]! + wait * scale;
    }
  }
}

/** Gives the long lanes of an index their summaries. */
export function* summarise(index: LaneIndex): Slices<void> {
  const { lanes } = index;
  for (let number = 0; number < lanes.length; number++) {
    const lane = lanes[number]!;
    if (number % SLICE === SLICE - 1) yield;
    if (lane.sealed < LONG || lane.summary) continue;
    const sums = new Shares();
    yield* sum(sums, index, lane);
    lane.summary = new LaneSummary(index, lane, sums);
    yield;
  }
}

/** Adds up the sealed spans of a lane in as many columns as its summary has buckets. */
function* sum(to: Shares, index: LaneIndex, lane: Lane): Slices<void> {
  const [fromMs, toMs] = edgesOf(index, lane);
  const count = Math.max(1, Math.ceil(lane.sealed / SPANS_A_BUCKET));
  const bucketMs = Math.max((toMs - fromMs) / count, 1e-9);
  to.reset(count);
  for (let place = 0; place < lane.sealed; place += SLICE) {
    const until = Math.min(lane.sealed, place + SLICE);
    addLane(to, { index, lane, first: place, last: until }, 1 / bucketMs, -fromMs / bucketMs);
    yield;
  }
  to.settle();
}

/** When the first of the sealed spans begins, and the last of them ends (ms). */
const edgesOf = (index: LaneIndex, lane: Lane): [number, number] => [
  index.trace.spans.at.start[index.rowAt(lane, 0)]!,
  lane.ends[lane.sealed / BLOCK - 1]!,
];

const byteOf = (share: number): number => (share > 0 ? Math.max(1, Math.min(FULL, Math.round(share * FULL))) : 0);

function coarser(from: Level): Level {
  const count = Math.ceil(from.count / COARSER);
  const bytes = new Uint8Array(count * 3);
  for (let i = 0; i < count * 3; i++) {
    const first = Math.floor(i / 3) * COARSER;
    let sum = 0;
    for (let bucket = first; bucket < Math.min(first + COARSER, from.count); bucket++) {
      sum += from.bytes[bucket * 3 + (i % 3)]!;
    }
    bytes[i] = byteOf(sum / COARSER / FULL);
  }
  return { bucketMs: from.bucketMs * COARSER, count, bytes };
}
