/**
 * The query language of the search for attempts:
 *
 *     failed                       id, group, state, cause or outcome
 *     "load images"  id:7  group:load  cause:gil  state:sleeping  outcome:ok
 *     > 200 ms   load > 200 ms   wait > 100 ms   cpu <= 1 s   gil > 0
 *     attempt 2   attempt > 1   lane 3
 *     top 10 by wait
 *
 * All terms must hold; `top` is taken of those that meet the others.
 */
import { InputError } from '../../scenario/input-error.ts';
import { inMilliseconds, isTimeUnit, type TimeUnit } from '../../scenario/time-units.ts';
import { CAUSE_NAMES } from '../cause.ts';
import { OUTCOMES, outcomeNumber } from '../trace.ts';
import type { CauseName } from '../wait-causes.ts';

/** States of an attempt: what it has done or waited for at all, and whether it has ended. */
export const STATES = ['computing', 'sleeping', 'waiting', 'running', 'ended'] as const;
export type StateName = (typeof STATES)[number];

/** What can be measured of an attempt (ms): `duration` from start to end, `latency` from submit to end, `wait` all its waits, or one cause. */
const MEASURES = ['duration', 'latency', 'wait', 'cpu', 'sleep', 'submit', 'start', 'end'] as const;
export type Measure = (typeof MEASURES)[number] | CauseName;

export type Operator = '>' | '>=' | '<' | '<=' | '=';

export type Term =
  /** Any of these: the id is it or contains it, the group contains it, or it is a name of a state, a cause or an outcome. */
  | { readonly kind: 'word'; readonly text: string }
  /** The id or the group contains it. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'id' | 'group'; readonly text: string }
  | { readonly kind: 'state'; readonly state: StateName }
  | { readonly kind: 'cause'; readonly cause: CauseName }
  | { readonly kind: 'outcome'; readonly outcome: number }
  | { readonly kind: 'measure'; readonly measure: Measure; readonly op: Operator; readonly ms: number }
  | { readonly kind: 'attempt' | 'lane'; readonly op: Operator; readonly number: number };

/** What is looked for. */
export interface Query {
  /** As it was typed, without space around. Empty: everything matches. */
  readonly text: string;
  readonly terms: readonly Term[];
  /** Only so many, the largest of these first. */
  readonly top: { readonly count: number; readonly by: Measure } | undefined;
}

interface Token {
  readonly kind: 'word' | 'quoted' | 'operator' | 'colon' | 'number';
  readonly text: string;
  /** From 1. */
  readonly column: number;
}

const TOKEN = /\s+|"((?:[^"\\]|\\.)*)"|(>=|<=|>|<|=|≥|≤)|(:)|([^\s":<>=≥≤]+)/y;
/** A number, with a unit or without one. */
const NUMBER = /^(\d+(?:\.\d*)?|\.\d+)(ms|s|us|µs|min|h)?$/i;
const A_DURATION = 'a duration such as 200 ms or 1.5 s';

/** Names that mean the same as one of ours. */
const ALSO: Readonly<Record<string, Measure>> = {
  time: 'duration',
  took: 'duration',
  waited: 'wait',
  waits: 'wait',
  computing: 'cpu',
  sleeping: 'sleep',
};

/**
 * Reads a query. Case does not matter; plain numbers after a comparison are seconds, as in the task notation.
 * @param causes what the traces looked through may wait for, by name
 * @throws {InputError} `find:7: expected a duration such as 200 ms or 1.5 s, found "x"`, the column counted from 1
 */
export function parseQuery(text: string, causes: readonly CauseName[] = CAUSE_NAMES): Query {
  const cursor = new TokenCursor(tokens(text), text.length + 1, causes);
  const terms: Term[] = [];
  let top: Query['top'];
  for (let token = cursor.next(); token; token = cursor.next()) {
    const word = token.text.toLowerCase();
    const after = cursor.peek();
    if (token.kind === 'quoted') terms.push({ kind: 'text', text: word });
    else if (token.kind === 'operator')
      terms.push({ kind: 'measure', measure: 'duration', op: operator(token), ms: cursor.duration() });
    else if (token.kind === 'colon') throw wrong(token, 'a word before the colon, such as id:7');
    else if (after?.kind === 'colon') {
      cursor.next();
      terms.push(member(token, word, cursor));
    } else if (after?.kind === 'operator' && isMeasured(word, cursor.causes)) {
      cursor.next();
      const op = operator(after);
      if (word === 'attempt' || word === 'lane') terms.push({ kind: word, op, number: cursor.whole() });
      else terms.push({ kind: 'measure', measure: measureOf(token, cursor.causes), op, ms: cursor.duration() });
    } else if ((word === 'attempt' || word === 'lane') && after?.kind === 'number')
      terms.push({ kind: word, op: '=', number: cursor.whole() });
    else if (word === 'top' && (after?.kind === 'number' || isWord(after, 'by'))) {
      if (top) throw wrong(token, 'one "top" at the most');
      const count = after?.kind === 'number' ? cursor.whole() : 10;
      let by: Measure = 'duration';
      if (isWord(cursor.peek(), 'by')) {
        cursor.next();
        const what = cursor.next();
        if (!what) throw cursor.missing(oneOf([...MEASURES, ...cursor.causes]));
        by = measureOf(what, cursor.causes);
      }
      top = { count, by };
    } else terms.push({ kind: 'word', text: word });
  }
  return { text: text.trim(), terms, top };
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const column = TOKEN.lastIndex + 1;
    const match = TOKEN.exec(text);
    if (!match) throw new InputError(`find:${column}: expected a closing quote`);
    const [, quoted, op, colon, word] = match;
    if (quoted !== undefined) {
      if (quoted === '') throw new InputError(`find:${column}: expected some text between the quotes`);
      found.push({ kind: 'quoted', text: quoted.replace(/\\(.)/g, '$1'), column });
    } else if (op) found.push({ kind: 'operator', text: op, column });
    else if (colon) found.push({ kind: 'colon', text: colon, column });
    else if (word) found.push({ kind: NUMBER.test(word) ? 'number' : 'word', text: word, column });
  }
  return found;
}

/** Steps through the tokens of one query. */
class TokenCursor {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #place = 0;

  constructor(
    list: readonly Token[],
    end: number,
    /** The names of causes that the trace has. */
    readonly causes: readonly CauseName[],
  ) {
    this.#tokens = list;
    this.#end = end;
  }

  next(): Token | undefined {
    return this.#tokens[this.#place++];
  }

  peek(): Token | undefined {
    return this.#tokens[this.#place];
  }

  missing(what: string): InputError {
    return new InputError(`find:${this.#end}: expected ${what}`);
  }

  whole(): number {
    const token = this.next();
    if (!token) throw this.missing('a whole number');
    if (!/^\d+$/.test(token.text)) throw wrong(token, 'a whole number');
    return Number(token.text);
  }

  /** `200 ms`, `200ms`, `1.5 s`, `2`: milliseconds. */
  duration(): number {
    const token = this.next();
    if (!token) throw this.missing(A_DURATION);
    const match = NUMBER.exec(token.text);
    if (!match) throw wrong(token, A_DURATION);
    const [, value = '', own] = match;
    if (own) return inMilliseconds(value, own.toLowerCase() as TimeUnit);
    const after = this.peek()?.kind === 'word' ? this.peek()!.text.toLowerCase() : '';
    if (!isTimeUnit(after)) return inMilliseconds(value, 's');
    this.next();
    return inMilliseconds(value, after);
  }
}

const KEYS = ['id', 'group', 'state', 'cause', 'outcome', 'attempt', 'lane'] as const;

function member(token: Token, key: string, cursor: TokenCursor): Term {
  if (!(KEYS as readonly string[]).includes(key)) throw wrong(token, oneOf(KEYS));
  if (key === 'attempt' || key === 'lane') return { kind: key, op: '=', number: cursor.whole() };
  const values = key === 'state' ? STATES : key === 'cause' ? cursor.causes : key === 'outcome' ? OUTCOMES : undefined;
  const value = cursor.next();
  if (!value) throw cursor.missing(values ? oneOf(values) : `the ${key}`);
  if (value.kind === 'operator' || value.kind === 'colon') throw wrong(value, values ? oneOf(values) : `the ${key}`);
  const text = value.text.toLowerCase();
  switch (key) {
    case 'state':
      return { kind: 'state', state: known(STATES, text, value) };
    case 'cause':
      return { kind: 'cause', cause: causeCalled(text, cursor.causes) ?? known(cursor.causes, text, value) };
    case 'outcome':
      return { kind: 'outcome', outcome: outcomeNumber(known(OUTCOMES, text, value)) };
    default:
      return { kind: key as 'id' | 'group', text };
  }
}

/** The cause that a word names: case and hyphens do not matter. */
function causeCalled(word: string, causes: readonly CauseName[]): CauseName | undefined {
  const bare = (name: string) => name.toLowerCase().replaceAll('-', '');
  return causes.find((name) => bare(name) === bare(word));
}

/** Any other word before a comparison is one to be found: `load > 200 ms`. */
const isMeasured = (word: string, causes: readonly CauseName[]): boolean =>
  word === 'attempt' || word === 'lane' || measureCalled(word, causes) !== undefined;

function measureCalled(word: string, causes: readonly CauseName[]): Measure | undefined {
  const measure = MEASURES.find((one) => one === word) ?? (Object.hasOwn(ALSO, word) ? ALSO[word] : undefined);
  return measure ?? causeCalled(word, causes);
}

function measureOf(token: Token, causes: readonly CauseName[]): Measure {
  const measure = measureCalled(token.text.toLowerCase(), causes);
  if (!measure) throw wrong(token, oneOf([...MEASURES, ...causes]));
  return measure;
}

function known<T extends string>(list: readonly T[], text: string, token: Token): T {
  const found = list.find((one) => one === text);
  if (!found) throw wrong(token, oneOf(list));
  return found;
}

const OPERATORS: Readonly<Record<string, Operator>> = { '≥': '>=', '≤': '<=' };
const operator = ({ text }: Token): Operator => OPERATORS[text] ?? (text as Operator);
const isWord = (token: Token | undefined, text: string): boolean =>
  token?.kind === 'word' && token.text.toLowerCase() === text;
const oneOf = (list: readonly string[]): string => `one of ${list.join(', ')}`;
const wrong = ({ column, text }: Token, what: string): InputError =>
  new InputError(`find:${column}: expected ${what}, found ${JSON.stringify(text)}`);
