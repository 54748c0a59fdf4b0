/** The input is good, but it cannot be run live here: the message says why, and what would help. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}
