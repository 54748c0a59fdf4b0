/** The input is good, but it cannot be run live here: the message says why, and what would help. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';

  /** @param passes it may be otherwise the next time: something could not be loaded */
  constructor(
    message: string,
    readonly passes = false,
  ) {
    super(message);
  }
}
