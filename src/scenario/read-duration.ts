/** Durations, ranges of them, and shares, as a line of the notation writes them. */
import { MAX_TASKS } from './bounds.ts';
import type { LineCursor } from './line-cursor.ts';
import type { Ladder } from './statement.ts';
import { inMilliseconds, isNotationUnit, NOTATION_UNITS, type TimeUnit } from './time-units.ts';

/** Words that may follow a duration, so that they are not taken for a wrong unit. */
const WORDS_AFTER_DURATION = new Set([
  'fails',
  'retry',
  'dies',
  'step',
  'sleep',
  'cpu',
  'nothing',
  'x',
  'after',
  'needs',
  'lock',
  'gets',
  'delay',
  'priority',
  'job',
  'attempt',
  'pool',
]);
const A_DURATION = 'a duration such as 150ms';
const A_UNIT = `a duration in ${NOTATION_UNITS.join(', ').replace(/, (?=[^,]*$)/, ' or ')}, such as 150ms`;

/** A duration, or `0..4`, `4..0`, `100..500ms step 100ms`. */
export function readDurations(r: LineCursor): { ms: number; ladder?: Ladder } {
  const begin = r.at;
  const first = readAmount(r);
  if (!r.take('..')) return { ms: inMs(r, first, first.unit ?? 's', begin) };
  const secondAt = r.at;
  const second = readAmount(r);
  const firstUnit = first.unit ?? second.unit ?? 's';
  const fromMs = inMs(r, first, firstUnit, begin);
  const toMs = inMs(r, second, second.unit ?? 's', secondAt);
  const rangeTo = r.tokens[r.at - 1]?.to ?? r.end;
  const from = r.tokens[begin]?.from ?? 0;
  let stepMs = 1000;
  if (r.take('step')) {
    const stepAt = r.at;
    const step = readAmount(r);
    stepMs = inMs(r, step, step.unit ?? 's', stepAt);
    if (stepMs <= 0) throw r.wrongHere('a step above 0', stepAt);
  } else {
    const unit = [firstUnit, second.unit ?? 's'].find((other) => other !== 's');
    if (unit)
      throw r.wrong(
        `a step behind a range in ${unit}, such as ${unit === 'ms' ? '100..500ms step 100ms' : `1..5${unit} step 1${unit}`}`,
        from,
        rangeTo,
      );
  }
  const count = Math.floor(Math.abs(toMs - fromMs) / stepMs + 1e-9) + 1;
  if (!(count <= MAX_TASKS)) throw r.wrong(`at most ${MAX_TASKS} tasks`, from, rangeTo);
  return { ms: fromMs, ladder: { fromMs, stepMs: toMs < fromMs ? -stepMs : stepMs, count } };
}

interface Amount {
  readonly number: string;
  readonly unit?: TimeUnit;
}

/** A number with its unit, if it has one: `150ms`, `150 ms`, `2`, `10 min`. `150m` and `150 m` are mistakes. */
export function readAmount(r: LineCursor): Amount {
  const number = r.next;
  if (number?.kind !== 'number') throw r.wrongHere(A_DURATION);
  const unit = r.tokens[r.at + 1];
  if (unit?.kind === 'word') {
    if (isNotationUnit(unit.text)) {
      r.at += 2;
      return { number: number.text, unit: unit.text };
    }
    if (unit.from === number.to || !WORDS_AFTER_DURATION.has(unit.text)) {
      throw r.wrong(A_UNIT, number.from, unit.to);
    }
  }
  r.at++;
  return { number: number.text };
}

/** Milliseconds. @throws {NotationError} where the number is too large to be one */
export function inMs(r: LineCursor, amount: Amount, unit: TimeUnit, at: number): number {
  const ms = inMilliseconds(amount.number, unit);
  if (!Number.isFinite(ms)) throw r.wrongHere(A_DURATION, at);
  return ms;
}

export function readJitter(r: LineCursor): number {
  const sign = r.next;
  if (!r.take('+-') && !r.take('±')) return 0;
  return readPercent(r, sign?.from ?? 0, 'a share of 0 to 100 % such as +-20%');
}

export function readPercent(r: LineCursor, from: number, expected: string): number {
  const number = r.next;
  const percent = Number(number?.text);
  if (number?.kind !== 'number' || r.tokens[r.at + 1]?.text !== '%' || percent > 100) {
    const last = number?.kind === 'number' && r.tokens[r.at + 1]?.text === '%' ? r.at + 1 : r.at;
    throw r.wrong(expected, from, r.tokens[last]?.to ?? r.end);
  }
  r.at += 2;
  return percent;
}
