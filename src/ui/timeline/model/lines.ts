/** Rows that hold lines, one below the other: waits in a queue, timers of an event loop. Heights in px. */

/** A line that has words beside it. */
export const WORDS_LINE = 14;
/** A line without words. */
const BARE_LINE = 6;

/** The height of so many lines without words; even one line has room for the row's label. */
export const linesHeight = (lines: number): number => Math.max(WORDS_LINE, lines * BARE_LINE + 2);

/** How far below the top of its row the middle of a line without words is. */
export const bareMiddle = (line: number): number => line * BARE_LINE + 4;

/** The same for a line with words. */
export const wordsMiddle = (line: number): number => line * WORDS_LINE + WORDS_LINE / 2;
