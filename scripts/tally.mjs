/** What a test runner's reporter hands to `npm test`. */
import { writeFileSync } from 'node:fs';

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {string[]} failed names
 * @property {{ name: string, reason: string }[]} skipped
 */

/** Writes the tally to the file that `npm test` named; run by hand, there is none. @param {Tally} tally */
export function writeTally(tally) {
  const file = process.env.OVERLAP_TALLY;
  if (file) writeFileSync(file, JSON.stringify(tally));
}
