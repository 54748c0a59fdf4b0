import { InputError } from './input-error.ts';

/** How a wrong value reads in a message: `"x"`, `-5`, `a list`, `nothing`. Long strings are cut. */
function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return JSON.stringify(shorten(value));
    case 'object':
      return 'an object';
    case 'function':
    case 'symbol':
      return `a ${typeof value}`;
    default:
      return String(value);
  }
}

/** At most 40 characters of a text. */
export function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}

/** `scenario.tasks[3].segments[0].ms: expected a number of 0 or more, found "x"`. `what` reads on after "expected". */
export function expected(path: string, what: string, found: unknown): InputError {
  return new InputError(`${path}: expected ${what}, found ${describe(found)}`);
}
