/** The timeline on the page, for those elsewhere who want a place shown. */
import type { Surface } from './surface.ts';

export interface OnPage {
  readonly surface: Surface;
  /** Scrolls, where the page itself does not. */
  readonly root: HTMLElement;
}

export const onPage: { timeline?: OnPage } = {};
