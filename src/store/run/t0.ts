/** When a run begins. */

/** So long before t = 0 a start is announced (ms), so that every engine begins at it and none before. */
const LEAD_MS = 5;
/** Zero of the clock that runs are on: ms since 1970, with fractions. */
export const soon = () => performance.timeOrigin + performance.now() + LEAD_MS;
