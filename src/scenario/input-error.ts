/**
 * Bad input: a text, URL, file or message that cannot be used as it is. The message begins with the place,
 * `scenario.tasks[3].segments[0].ms: expected a number of 0 or more, found "x"`, or `scenario:LINE:COLUMN: ` for notation.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
}
