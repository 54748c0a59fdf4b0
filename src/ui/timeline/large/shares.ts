/** How much of each column of pixels is computing, sleeping and waiting. One object, used again for every lane. */
import { CPU, PLACE, SHARED, SLEEP } from '../pieces.ts';

export class Shares {
  /** Columns in use. */
  count = 0;
  cpu = new Float32Array(0);
  sleep = new Float32Array(0);
  /** Waits to compute, for a message or for start-up, while the place is held. */
  wait = new Float32Array(0);

  reset(count: number): void {
    if (count > this.cpu.length) {
      this.cpu = new Float32Array(count + 64);
      this.sleep = new Float32Array(count + 64);
      this.wait = new Float32Array(count + 64);
    } else {
      this.cpu.fill(0, 0, count);
      this.sleep.fill(0, 0, count);
      this.wait.fill(0, 0, count);
    }
    this.count = count;
  }

  of(kind: number): Float32Array {
    return kind === CPU || kind === SHARED ? this.cpu : kind === SLEEP ? this.sleep : this.wait;
  }
}

/** Adds a stretch (columns, fractions of them too) to the columns that it covers; `share`: so much of it counts. */
export function addTo(to: Float32Array, count: number, from: number, until: number, share: number): void {
  const a = from > 0 ? from : 0;
  const b = until < count ? until : count;
  if (!(b > a)) return;
  const first = Math.floor(a);
  const last = Math.floor(b);
  if (first === last) {
    to[first] = to[first]! + (b - a) * share;
    return;
  }
  to[first] = to[first]! + (first + 1 - a) * share;
  for (let column = first + 1; column < last; column++) to[column] = to[column]! + share;
  if (last < count) to[last] = to[last]! + (b - last) * share;
}

/** Whether a piece counts in a lane's shares: waiting for a place does not, the lane is another's then. */
export const counts = (kind: number): boolean => kind !== PLACE;
