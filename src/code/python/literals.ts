/** Python values as text, broken into lines as `ruff format` breaks them. */

import { indented as deeper } from '../indented.ts';

/** The formatter's line length. */
export const LINE = 88;

/** As deep as Python's blocks, unless told. */
export const indented = (text: string, by = 4): string => deeper(text, by);

/** A text in Python's double quotes. */
export const quoted = (text: string): string => JSON.stringify(text).replaceAll('\u007f', '\\x7f');

/** Milliseconds as the seconds that Python's functions take. */
export const seconds = (ms: number): string => {
  const s = Number((ms / 1000).toPrecision(12));
  // As Python prints it: 1e-05, not 0.00001.
  return Math.abs(s) < 1e-4 && s !== 0
    ? s.toExponential().replace(/e-(\d)$/, 'e-0$1')
    : String(s).replace(/e\+(\d+)$/, 'e+$1');
};

/** `open`, the items and `close` on one line if they fit into `room`, else an item a line. */
export function bracketed(open: string, items: readonly string[], close: string, room: number): string {
  const one = `${open}${items.join(', ')}${close}`;
  if (one.length <= room && !one.includes('\n')) return one;
  return `${open}\n${items.map((item) => `${indented(item)},\n`).join('')}${close}`;
}

/** A list of values given as text; equal ones in a row are multiplied. `room`: what is left of the line. */
export function list(values: readonly string[], room: number): string {
  const runs: { value: string; times: number }[] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last?.value === value) last.times++;
    else runs.push({ value, times: 1 });
  }
  const whole = bracketed('[', values, ']', room);
  if (values.length < 5 || runs.length > values.length / 3) return whole;
  const parts = runs.map(({ value, times }) => (times > 1 ? `[${value}] * ${times}` : `[${value}]`));
  const sum = parts.join(' + ');
  if (sum.length <= room) return sum;
  return `(\n${parts.map((part, i) => indented((i > 0 ? '+ ' : '') + part)).join('\n')}\n)`;
}

/** `name = [...]` of many numbers, as many on a line as fit: the formatter would give each a line of its own. */
export function numbers(name: string, values: readonly string[]): string {
  const lines: string[] = [];
  let line = '   ';
  for (const value of values) {
    if (line.length + 2 + value.length > LINE) {
      lines.push(line);
      line = '   ';
    }
    line += ` ${value},`;
  }
  return `# fmt: off\n${name} = [\n${[...lines, line].join('\n')}\n]\n# fmt: on`;
}

/** A dict or set from names to values given as text. */
export const mapping = (entries: readonly (readonly [name: string, value: string])[], room: number): string =>
  bracketed(
    '{',
    entries.map(([name, value]) => `${name}: ${value}`),
    '}',
    room,
  );
