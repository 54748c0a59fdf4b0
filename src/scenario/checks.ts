/** What a plain value may be: a check says what it should be, if it is not that. Its words read on after "expected". */
export type Check = (value: unknown) => string | undefined;

/** Values for which this holds. */
const such =
  (what: string, holds: (value: unknown) => boolean): Check =>
  (value) =>
    holds(value) ? undefined : what;

const isNumber = (value: unknown): value is number => Number.isFinite(value);

/** A whole number of `min` to `max`. */
export const whole = (min: number, max = Number.MAX_SAFE_INTEGER): Check =>
  such(
    max === Number.MAX_SAFE_INTEGER ? `a whole number of ${min} or more` : `a whole number from ${min} to ${max}`,
    (value) => Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max,
  );

/** A number of `min` to `max`. */
export const between = (min: number, max: number): Check =>
  such(`a number from ${min} to ${max}`, (value) => isNumber(value) && value >= min && value <= max);

export const duration = such('a number of 0 or more', (value) => isNumber(value) && value >= 0);
export const positive = such('a number above 0', (value) => isNumber(value) && value > 0);
export const text = such('a name', (value) => typeof value === 'string');
export const flag = such('true or false', (value) => typeof value === 'boolean' || value === 'on' || value === 'off');

export const yesOrNo = such('true or false', (value) => typeof value === 'boolean');

export const pythonVersion = such(
  'a version such as "3.14"',
  (value) => typeof value === 'string' && /^3\.\d+/.test(value),
);

/** One of some words. */
export const oneOf = (values: readonly unknown[]): Check =>
  such(values.join(', ').replace(/, (?=[^,]*$)/, ' or '), (value) => values.includes(value));

export const shares = such(
  'a list of numbers above 0 and at most 1',
  (value) =>
    Array.isArray(value) && value.length > 0 && value.every((share) => isNumber(share) && share > 0 && share <= 1),
);

/** What may be told of one machine of several. */
const NODE: Readonly<Record<string, Check>> = { cores: whole(1), speed: positive };

const isNode = (node: unknown): boolean =>
  typeof node === 'object' &&
  node !== null &&
  Object.entries(node).every(([name, value]) => value === undefined || NODE[name]?.(value) === undefined) &&
  Object.keys(node).every((name) => name in NODE);

export const nodes = such(
  'a list of machines such as {"cores":2,"speed":0.5}',
  (value) => Array.isArray(value) && value.every(isNode),
);
