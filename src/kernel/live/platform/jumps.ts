/**
 * Notices that the computer slept, or that its clock was set. The page's own clock only goes forward. While the computer sleeps it stands
 * still on Linux and macOS, and the calendar goes on: both go apart at once. On Windows it goes on: no beat comes for long, though nothing
 * computes on the page. Either way times of that moment are not those of the tasks.
 */
import type { Page } from './page.ts';

/** Calendars are put right by small steps now and then (ms). */
const JUMP_FROM_MS = 1000;
/** A page in sight that does nothing has a beat each frame, on a busy computer too (ms). */
const SILENT_FROM_MS = 10_000;

export class Jumps {
  readonly #page: Pick<Page, 'now' | 'calendar'>;
  #apart: number;
  /** When the last beat came; NaN before the first. */
  #beatAt = Number.NaN;
  #hidden = false;
  /** How long the computer slept, or by how much its calendar was set, in all (ms); backwards less than 0. */
  sumMs = 0;

  constructor(page: Pick<Page, 'now' | 'calendar'>) {
    this.#page = page;
    this.#apart = page.calendar() - page.now();
  }

  /**
   * Compares both clocks with how they stood at the last look.
   * @param busyUntil when something last computed on the page, which holds beats up (ms, on its clock)
   */
  look(busyUntil: number): void {
    const now = this.#page.now();
    const apart = this.#page.calendar() - now;
    const jump = Math.round(apart - this.#apart);
    if (Math.abs(jump) >= JUMP_FROM_MS) this.sumMs += jump;
    this.#apart = apart;
    const silent = Math.round(now - Math.max(this.#beatAt, busyUntil));
    if (silent >= SILENT_FROM_MS) this.sumMs += silent;
    if (!Number.isNaN(this.#beatAt)) this.#beatAt = now;
  }

  /** A look at a beat of the page. */
  beat(busyUntil: number): void {
    this.look(busyUntil);
    if (!this.#hidden) this.#beatAt = this.#page.now();
  }

  /** The page is hidden: browsers hold back its beats, so from now on only the clocks tell. */
  hide(): void {
    this.#hidden = true;
    this.#beatAt = Number.NaN;
  }
}
