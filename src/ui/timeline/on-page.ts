/** The timeline on the page, for those elsewhere who want a place shown. */
import type { Surface } from './surface.ts';

export const onPage: { timeline?: { readonly surface: Surface; readonly root: HTMLElement } } = {};
