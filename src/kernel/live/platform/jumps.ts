/**
 * Notices that the computer slept, or that its clock was set. The page's own clock only goes forward, and on Linux and macOS it stands still
 * while the computer sleeps; the calendar goes on. So where both go apart at once, times of that moment are not those of the tasks.
 */
import type { Page } from './page.ts';

/** Calendars are put right by small steps now and then (ms). */
const JUMP_FROM_MS = 1000;

export class Jumps {
  readonly #page: Pick<Page, 'now' | 'calendar'>;
  #apart: number;
  /** By how much the calendar has jumped in all (ms), backwards less than 0. */
  sumMs = 0;

  constructor(page: Pick<Page, 'now' | 'calendar'>) {
    this.#page = page;
    this.#apart = page.calendar() - page.now();
  }

  /** Compares both clocks with how they stood at the last look. */
  look(): void {
    const apart = this.#page.calendar() - this.#page.now();
    const jump = Math.round(apart - this.#apart);
    if (Math.abs(jump) >= JUMP_FROM_MS) this.sumMs += jump;
    this.#apart = apart;
  }
}
