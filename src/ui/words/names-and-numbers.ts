/** Numbers and names as one says them. */
import type { EngineFacts } from '../../engines/facts.ts';
import { formatCount } from '../../scenario/count.ts';
import type { Scenario } from '../../scenario/scenario.ts';

const COUNTS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
/** `three`, `13` */
export const countWord = (n: number): string => COUNTS[n] ?? formatCount(n);

/** `a`, `a and b`, `a, b and c` */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** `task 4`, `tasks 0, 1 and 2`, `tasks 0, 1, 2 and 17 more` */
export function tasksWord({ tasks }: Scenario, numbers: readonly number[], most = 4): string {
  const ids = numbers.map((number) => tasks[number]!.id);
  if (ids.length === 1) return `task ${ids[0]}`;
  if (ids.length <= most) return `tasks ${list(ids)}`;
  const [first, last] = [ids[0]!, ids.at(-1)!];
  const counted = ids.every((id, i) => id === String(Number(first) + i));
  if (counted) return `tasks ${first} to ${last}`;
  return `tasks ${ids.slice(0, most - 1).join(', ')} and ${ids.length - most + 1} more`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What a place of this engine is called: `worker`, `slot`, `permit`; a semaphore's lanes are tasks, its places permits. */
export function placeWord({ lanes }: EngineFacts): string {
  return lanes.waitsFor === 'resources' ? 'CPU' : lanes.waitsFor;
}

/** `1.82×`, `12.4×`, `168×`, `16,750×`: a speed-up, or how far apart two times are. */
export function timesWords(ratio: number): string {
  if (!Number.isFinite(ratio)) return '–';
  if (ratio >= 99.95) return `${formatCount(Math.round(ratio))}×`;
  return `${ratio.toFixed(ratio < 9.995 ? 2 : 1)}×`;
}

/** `23 %`, `0.2 %`, `99.9 %`: a whole number where nothing is hidden by it. */
export function percent(share: number): string {
  const value = share * 100;
  const digits = value > 0 && (value < 1 || (value > 99 && value < 100)) ? 1 : 0;
  return `${value.toFixed(digits)} %`;
}

/** The engine's name where room is short: `Semaphore-limited`. */
export const nameOf = ({ title }: EngineFacts): string => title.replace(/ scheduler$/, '');
