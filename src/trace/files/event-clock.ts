/**
 * Times of trace events (us), told from a base: the first time of the file. Times since 1970 have more digits than a double holds,
 * in microseconds with a fraction or in nanoseconds. What they have in common is taken off digit by digit, so that lengths stay exact.
 */
import { FURTHEST_MS } from '../../scenario/bounds.ts';

/** Further from the first time, or longer (us), than this is damage: a quarter, so that no sum is more than a trace may hold. */
const FURTHEST_US = (FURTHEST_MS * 1000) / 4;
/** No clock counts from so long ago (us, or ns taken for them). */
const LARGEST = 1e19;
const DECIMAL = /^\s*(-?)(\d{1,20})(?:\.(\d*))?\s*$/;

/** Times in the text of events that have more digits than a number keeps. */
const LONG_TIMES = /"(ts|dur)"(\s*:\s*)(-?\d[\d.]{15,})(?=\s*[,}\]])/g;

/** The text with such times in quotes: read as texts they keep all their digits. */
export const withExactTimes = (text: string): string => text.replace(LONG_TIMES, '"$1"$2"$3"');

export class EventClock {
  /** The whole part of the first time (us). */
  baseUs = Number.NaN;
  #base = 0n;

  /** A time, a number or a text of one, in us from the base. NaN: it is none, or far out of range. */
  read(x: unknown): number {
    const us = typeof x === 'string' ? this.#fromText(x) : typeof x === 'number' ? this.#fromNumber(x) : Number.NaN;
    return Math.abs(us) <= FURTHEST_US ? us : Number.NaN;
  }

  /** A length (us), not less than 0. NaN: it is none. */
  static length(x: unknown): number {
    const us = typeof x === 'string' && x.trim() !== '' ? Number(x) : x;
    return typeof us === 'number' && us >= 0 && us <= FURTHEST_US ? us : Number.NaN;
  }

  #fromNumber(us: number): number {
    if (!(Math.abs(us) <= LARGEST)) return Number.NaN;
    if (Number.isNaN(this.baseUs)) this.#begin(BigInt(Math.trunc(us)));
    return us - this.baseUs;
  }

  #fromText(text: string): number {
    const decimal = DECIMAL.exec(text);
    if (!decimal) return text.trim() === '' ? Number.NaN : this.#fromNumber(Number(text));
    const [, sign = '', whole = '0', fraction = ''] = decimal;
    const us = BigInt(sign + whole);
    if (Number.isNaN(this.baseUs)) this.#begin(us);
    const part = Number(`0.${fraction}`);
    return Number(us - this.#base) + (sign === '' ? part : -part);
  }

  #begin(us: bigint): void {
    // As a double holds it, so that numbers and texts are told from the same base.
    this.baseUs = Number(us);
    this.#base = BigInt(this.baseUs);
  }
}
