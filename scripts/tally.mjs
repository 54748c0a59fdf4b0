/** What a test runner's reporter hands to `npm test`. */
import { readFileSync, writeFileSync } from 'node:fs';

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

/** The tally in a file. @param {string} file @returns {Tally} */
export function readTally(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: ['the runner came to no end of its own, see above'], skipped: [] };
  }
}
