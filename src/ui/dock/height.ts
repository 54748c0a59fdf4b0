/** How high the dock is: usually a share of the stage, higher where the answer needs it, or as the user has dragged it. Pixels. */

/** The least that one can drag it to. */
export const LEAST = 120;
/** Of the stage: what the dock takes by itself at most, and what a user may give it. */
const MOST_BY_ITSELF = 0.4;
const MOST_BY_HAND = 0.6;

/** Before anybody has dragged it: so high that what is said of a run of a few tasks, and one note more, does not raise it. */
const usualHeight = (stage: number): number => Math.round(Math.min(276, Math.max(208, stage * 0.345)));

export const mostByHand = (stage: number): number => Math.max(LEAST, Math.round(stage * MOST_BY_HAND));

/**
 * @param dragged what the user has chosen
 * @param needed what the answer needs so that nothing of it is cut
 */
export function dockHeight(stage: number, dragged: number | undefined, needed: number): number {
  if (dragged !== undefined) return Math.min(mostByHand(stage), Math.max(LEAST, dragged));
  return Math.max(usualHeight(stage), Math.min(needed, Math.floor(stage * MOST_BY_ITSELF)));
}
