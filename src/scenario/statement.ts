import { MAX_RETRY, MAX_TASKS } from './bounds.ts';
import { isFlagKnob, isTextKnob, type KnobName, knobMistake, knobOf } from './knobs.ts';
import { KNOWN_MEMBERS } from './members.ts';
import { NotationError } from './notation-error.ts';
import type { SegmentKind, TaskSpec } from './scenario.ts';
import { nameOf, type Token, tokenize } from './tokens.ts';

/** One line of the task notation, read but not yet expanded into tasks. Its grammar is told in `notation.ts`. */
export type Statement = TasksStatement | KnobStatement | KillStatement | ExtraStatement;

/** A stretch of the text that a later check may have to point at. */
export interface TextPlace {
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly text: string;
}

/** What `after` and `kill` point at: a group by name, one id, or ids from `id` to `last` where both are whole numbers. */
export type Reference = TextPlace &
  (
    | { readonly kind: 'group'; readonly name: string }
    | { readonly kind: 'id'; readonly id: string }
    | { readonly kind: 'ids'; readonly first: number; readonly last: number }
  );

/** `sleep 0..4 step 1s`: the durations of the tasks that one line makes. */
export interface Ladder {
  readonly fromMs: number;
  /** May be negative. */
  readonly stepMs: number;
  readonly count: number;
}

export interface SegmentPattern {
  readonly kind: SegmentKind;
  /** The duration, or the first one of a ladder. */
  readonly ms: number;
  readonly ladder?: Ladder;
  /** ± so many percent; 0 for none. */
  readonly jitter: number;
}

export interface TasksStatement {
  readonly type: 'tasks';
  /** The whole line, for mistakes of the line as such. */
  readonly place: TextPlace;
  readonly id?: TextPlace & { readonly value: string };
  readonly group?: string;
  readonly after: readonly Reference[];
  /** Tasks in all: the number before `x` times the rungs of the ladder. */
  readonly count: number;
  readonly segments: readonly SegmentPattern[];
  /** At most one segment has one. */
  readonly ladder?: Ladder;
  readonly fails?: true | readonly number[] | { readonly percent: number };
  readonly retry: number;
  readonly dies?: true | readonly number[];
  /** What only engines of many processes and machines know; of `gets` the references. */
  readonly further: Pick<TaskSpec, 'cpus' | 'actor' | 'delayMs' | 'priority' | 'job'>;
  readonly gets: readonly Reference[];
}

export interface KnobStatement {
  readonly type: 'knob';
  readonly place: TextPlace;
  readonly name: KnobName;
  readonly value: string | number;
  /** The stretch that holds the value, offsets in the line: for `setKnob`. */
  readonly from: number;
  readonly to: number;
}

export interface KillStatement {
  readonly type: 'kill';
  readonly of: Reference;
  /** Whether its worker or its whole machine goes away. */
  readonly whose: 'workerOf' | 'hostOf';
  readonly atMs: number;
}

export interface ExtraStatement {
  readonly type: 'extra';
  readonly place: TextPlace;
  /** Where the members go: a task, one of its segments, a kill, or the scenario itself. */
  readonly list: 'scenario' | 'tasks' | 'kills';
  readonly index: number;
  readonly segment?: number;
  readonly members: Readonly<Record<string, unknown>>;
}

/** Longest line that is read, in characters. */
const MAX_LINE = 1_000_000;
/** Longer durations could not be rounded to 1 µs. */
const MAX_JITTERED_MS = 1e12;
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
  'gets',
  'delay',
  'priority',
  'job',
]);
const A_LINE = 'a task such as sleep 1 or 8 x cpu 150ms, or a knob such as pool 3';
const A_DURATION = 'a duration such as 150ms';
const A_SEGMENT = 'sleep, cpu or nothing';
const A_REFERENCE = "a group's name such as load, or an id such as #3";

/**
 * Reads one line.
 * @param number of the line, from 1
 * @returns undefined for a line that is blank or only a comment
 * @throws {NotationError}
 */
export function readStatement(line: string, number: number): Statement | undefined {
  if (line.length > MAX_LINE)
    throw new NotationError(number, MAX_LINE + 1, '…', 'a line of at most 1000000 characters');
  const tokens = tokenize(line);
  if (tokens.at(-1)?.kind === 'comment') tokens.pop();
  if (tokens.length === 0) return undefined;
  const reader = new Reader(line, number, tokens);
  if (startsTask(tokens)) return readTasks(reader);
  const word = tokens[0]?.text as string;
  const knob = knobOf(word);
  if (knob !== undefined) return readKnob(reader, knob);
  if (word === 'kill') return readKill(reader);
  if (word === 'extra') return readExtra(reader);
  return readTasks(reader);
}

/** `pool: ...` and `pool after load: ...` are tasks of a group called "pool". */
function startsTask(tokens: readonly Token[]): boolean {
  const [first, second] = tokens;
  return first?.kind !== 'word' || second?.text === ':' || second?.text === 'after';
}

/**
 * The stretch of the value on a line that sets `name`, offsets in the line (from = to where the value is missing);
 * undefined if the line does not. Tolerates wrong values.
 */
export function knobValueAt(line: string, name: KnobName): { from: number; to: number } | undefined {
  if (line.length > MAX_LINE) return undefined;
  const tokens = tokenize(line);
  if (tokens.at(-1)?.kind === 'comment') tokens.pop();
  const first = tokens[0];
  if (first === undefined || startsTask(tokens) || knobOf(first.text) !== name) return undefined;
  return { from: tokens[1]?.from ?? first.to, to: tokens.at(-1)?.to ?? first.to };
}

/** A cursor over the tokens of one line. */
class Reader {
  readonly line: string;
  readonly number: number;
  readonly tokens: readonly Token[];
  /** The next token. */
  at = 0;

  constructor(line: string, number: number, tokens: readonly Token[]) {
    this.line = line;
    this.number = number;
    this.tokens = tokens;
  }

  get next(): Token | undefined {
    return this.tokens[this.at];
  }

  get end(): number {
    return this.tokens.at(-1)?.to ?? 0;
  }

  /** Takes the next token if it is this word or mark. */
  take(text: string): boolean {
    const token = this.next;
    if (token?.text !== text || (token.kind !== 'word' && token.kind !== 'mark')) return false;
    this.at++;
    return true;
  }

  place(from: number, to: number): TextPlace {
    return { line: this.number, column: from + 1, text: this.line.slice(from, to) };
  }

  /** The whole line without its comment. */
  whole(): TextPlace {
    return this.place(this.tokens[0]?.from ?? 0, this.end);
  }

  /** A mistake in the stretch of the line from `from` to `to`. */
  wrong(expected: string, from: number, to: number): NotationError {
    return new NotationError(this.number, from + 1, this.line.slice(from, to), expected);
  }

  /** A mistake at a token, with all that is glued to it. */
  wrongHere(expected: string, at = this.at): NotationError {
    const token = this.tokens[at];
    if (token === undefined) return this.wrong(expected, this.end, this.end);
    let last = at;
    for (;;) {
      const then = this.tokens[last + 1];
      if (then === undefined || then.from !== this.tokens[last]?.to || then.text === ',' || then.text === ':') break;
      last++;
    }
    return this.wrong(expected, token.from, this.tokens[last]?.to as number);
  }

  /** A plain number. */
  plainNumber(expected: string, good: (value: number) => boolean): number {
    const token = this.next;
    const value = Number(token?.text);
    const then = this.tokens[this.at + 1];
    const glued = then !== undefined && then.from === token?.to && (then.kind === 'word' || then.kind === 'number');
    if (token?.kind !== 'number' || glued || !good(value)) throw this.wrongHere(expected);
    this.at++;
    return value;
  }

  expectEnd(expected: string): void {
    if (this.next !== undefined) throw this.wrongHere(expected);
  }
}

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 1;

function readTasks(r: Reader): TasksStatement {
  const place = r.whole();
  const { id, group, actor, after } = readHeader(r);
  const begin = r.next;
  let count = 1;
  let countEnd = begin?.to ?? 0;
  if (begin?.kind === 'number') {
    const x = r.tokens[r.at + 1];
    const what = 'a number of tasks such as 8 x';
    if (x?.kind !== 'word' || x.text !== 'x') throw r.wrongHere(what);
    count = Number(begin.text);
    countEnd = x.to;
    if (!isCount(count)) throw r.wrong(`${what}, from 1 to ${MAX_TASKS}`, begin.from, countEnd);
    r.at += 2;
  }
  const segments = readSegments(r, r.at > 0 ? A_SEGMENT : A_LINE);
  const ladder = segments.find((segment) => segment.ladder !== undefined)?.ladder;
  const options = readOptions(r, segments.length > 0);
  count *= ladder?.count ?? 1;
  if (count > MAX_TASKS) throw r.wrong(`at most ${MAX_TASKS} tasks`, begin?.from ?? 0, Math.max(countEnd, r.end));
  if (id !== undefined && count > 1) {
    throw r.wrong(`one task behind ${id.text}`, begin?.from ?? 0, Math.max(countEnd, r.end));
  }
  return {
    type: 'tasks',
    place,
    ...(id && { id }),
    ...(group !== undefined && { group }),
    after,
    count,
    segments,
    ...(ladder && { ladder }),
    ...options,
    further: { ...(actor !== undefined && { actor }), ...options.further },
  };
}

/** `#id name on actor after refs:`, each part optional; without name, actor and refs there is no colon. */
function readHeader(r: Reader): Pick<TasksStatement, 'id' | 'group' | 'after'> & { actor?: string } {
  let id: TasksStatement['id'];
  const first = r.next;
  if (first?.kind === 'id') {
    const value = nameOf(first);
    if (value === undefined || value === '') throw r.wrongHere('an id such as #a or #"any text"');
    id = { ...r.place(first.from, first.to), value };
    r.at++;
    if (r.next === undefined) {
      throw r.wrong(
        'a task behind its id, such as #a sleep 1 (a comment has a blank after its #)',
        first.from,
        first.to,
      );
    }
  }
  const colon = r.tokens.findIndex((token, k) => k >= r.at && token.text === ':');
  let group: string | undefined;
  let actor: string | undefined;
  let after: Reference[] = [];
  if (colon >= 0) {
    const name = r.next;
    if (!beginsOn(r) && ((name?.kind === 'word' && name.text !== 'after') || name?.kind === 'string')) {
      group = nameOf(name);
      if (group === undefined) throw r.wrongHere("a group's name");
      r.at++;
    }
    if (beginsOn(r)) {
      r.at++;
      actor = readName(r, "an actor's name such as counter");
    }
    if (r.take('after')) after = readReferences(r);
    if (group === undefined && actor === undefined && after.length === 0)
      throw r.wrongHere("a group's name such as load:");
    if (!r.take(':')) {
      throw r.wrongHere(after.length > 0 ? 'a comma and another name, or a colon' : 'after or a colon');
    }
  } else if (r.next?.text === 'after' || r.tokens[r.at + 1]?.text === 'after') {
    r.at += r.next?.text === 'after' ? 1 : 2;
    readReferences(r);
    throw r.wrongHere('a colon, such as in merge after load: cpu 100ms');
  }
  return { ...(id && { id }), ...(group !== undefined && { group }), ...(actor !== undefined && { actor }), after };
}

/** `on counter`: an actor, and no group that is called "on". */
function beginsOn(r: Reader): boolean {
  const then = r.tokens[r.at + 1];
  return (
    r.next?.kind === 'word' &&
    r.next.text === 'on' &&
    (then?.kind === 'word' || then?.kind === 'string') &&
    then.text !== 'after'
  );
}

/** A word, or any text in quotes. */
function readName(r: Reader, expected: string): string {
  const token = r.next;
  const name = token?.kind === 'word' || token?.kind === 'string' ? nameOf(token) : undefined;
  if (name === undefined || name === '') throw r.wrongHere(expected);
  r.at++;
  return name;
}

function readReferences(r: Reader): Reference[] {
  const references = [readReference(r)];
  while (r.take(',')) references.push(readReference(r));
  return references;
}

function readReference(r: Reader): Reference {
  const token = r.next;
  const name = token && nameOf(token);
  if (token === undefined || name === undefined) throw r.wrongHere(A_REFERENCE);
  const place = r.place(token.from, token.to);
  if (token.kind === 'word' || token.kind === 'string') {
    r.at++;
    return { ...place, kind: 'group', name };
  }
  if (token.kind !== 'id') throw r.wrongHere(A_REFERENCE);
  r.at++;
  if (!r.take('..')) return { ...place, kind: 'id', id: name };
  const last = r.next;
  const to = last?.to ?? r.end;
  if (last?.kind !== 'number' || !isWhole(name) || !isWhole(last.text) || Number(last.text) < Number(name)) {
    throw r.wrong('whole numbers, such as #0..4', token.from, to);
  }
  r.at++;
  return { ...r.place(token.from, to), kind: 'ids', first: Number(name), last: Number(last.text) };
}

/** Whether a text is a whole number as an id counts: no sign, no leading zero. */
export function isWhole(text: string): boolean {
  return /^(?:0|[1-9]\d{0,14})$/.test(text);
}

function readSegments(r: Reader, expectedFirst: string): SegmentPattern[] {
  if (r.take('nothing')) return [];
  const segments: SegmentPattern[] = [];
  do {
    const kind = r.next?.text;
    if (r.next?.kind !== 'word' || (kind !== 'sleep' && kind !== 'cpu')) {
      throw r.wrongHere(segments.length === 0 ? expectedFirst : 'sleep or cpu');
    }
    r.at++;
    const from = r.next?.from ?? 0;
    const { ms, ladder } = readDurations(r);
    if (ladder && segments.some((segment) => segment.ladder)) {
      throw r.wrong('one range in a line', from, r.tokens[r.at - 1]?.to ?? r.end);
    }
    const jitter = readJitter(r);
    if (jitter > 0 && !(ms + Math.abs((ladder?.stepMs ?? 0) * (ladder?.count ?? 0)) <= MAX_JITTERED_MS)) {
      throw r.wrong(
        `a duration of at most ${MAX_JITTERED_MS} ms where it has jitter`,
        from,
        r.tokens[r.at - 1]?.to ?? r.end,
      );
    }
    segments.push({ kind, ms, ...(ladder && { ladder }), jitter });
  } while (r.take(','));
  return segments;
}

/** A duration, or `0..4`, `4..0`, `100..500ms step 100ms`. */
function readDurations(r: Reader): { ms: number; ladder?: Ladder } {
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
  } else if (firstUnit === 'ms' || second.unit === 'ms') {
    throw r.wrong('a step behind a range in ms, such as 100..500ms step 100ms', from, rangeTo);
  }
  const count = Math.floor(Math.abs(toMs - fromMs) / stepMs + 1e-9) + 1;
  if (!(count <= MAX_TASKS)) throw r.wrong(`at most ${MAX_TASKS} tasks`, from, rangeTo);
  return { ms: fromMs, ladder: { fromMs, stepMs: toMs < fromMs ? -stepMs : stepMs, count } };
}

interface Amount {
  readonly number: string;
  readonly unit?: 'ms' | 's';
}

/** A number with its unit, if it has one: `150ms`, `150 ms`, `2`. `150m` and `150 m` are mistakes. */
function readAmount(r: Reader): Amount {
  const number = r.next;
  if (number?.kind !== 'number') throw r.wrongHere(A_DURATION);
  const unit = r.tokens[r.at + 1];
  if (unit?.kind === 'word') {
    if (unit.text === 'ms' || unit.text === 's') {
      r.at += 2;
      return { number: number.text, unit: unit.text };
    }
    if (unit.from === number.to || !WORDS_AFTER_DURATION.has(unit.text)) {
      throw r.wrong(A_DURATION, number.from, unit.to);
    }
  }
  r.at++;
  return { number: number.text };
}

/** Milliseconds, exact: the decimal point is moved, not the number multiplied. */
function inMs(r: Reader, amount: Amount, unit: 'ms' | 's', at: number): number {
  const [digits, exponent = '0'] = amount.number.toLowerCase().split('e');
  const ms = unit === 's' ? Number(`${digits}e${Number(exponent) + 3}`) : Number(amount.number);
  if (!Number.isFinite(ms)) throw r.wrongHere(A_DURATION, at);
  return ms;
}

function readJitter(r: Reader): number {
  const sign = r.next;
  if (!r.take('+-') && !r.take('±')) return 0;
  return readPercent(r, sign?.from ?? 0, 'a share of 0 to 100 % such as +-20%');
}

function readPercent(r: Reader, from: number, expected: string): number {
  const number = r.next;
  const percent = Number(number?.text);
  if (number?.kind !== 'number' || r.tokens[r.at + 1]?.text !== '%' || percent > 100) {
    const last = number?.kind === 'number' && r.tokens[r.at + 1]?.text === '%' ? r.at + 1 : r.at;
    throw r.wrong(expected, from, r.tokens[last]?.to ?? r.end);
  }
  r.at += 2;
  return percent;
}

type Options = Pick<TasksStatement, 'fails' | 'retry' | 'dies' | 'further' | 'gets'>;

/** `fails`, `fails 10%`, `fails on 1, 3`, `retry 2`, `dies` and the like: in any order, each at most once, then the end. */
function readOptions(r: Reader, afterSegment: boolean): Options {
  let fails: TasksStatement['fails'];
  let retry: number | undefined;
  let dies: TasksStatement['dies'];
  let gets: readonly Reference[] | undefined;
  const further: { -readonly [name in keyof TasksStatement['further']]: TasksStatement['further'][name] } = {};
  for (;;) {
    const option = r.next;
    if (fails === undefined && r.take('fails')) {
      if (r.take('on')) fails = readAttempts(r);
      else if (r.next?.kind === 'number') {
        const percent = readPercent(
          r,
          r.next.from,
          'a share of 0 to 100 % such as fails 10%, or attempts such as fails on 1, 3',
        );
        fails = { percent };
      } else fails = true;
    } else if (retry === undefined && r.take('retry')) {
      retry = r.plainNumber(`a whole number from 0 to ${MAX_RETRY}`, (n) => Number.isSafeInteger(n) && n <= MAX_RETRY);
    } else if (dies === undefined && r.take('dies')) dies = r.take('on') ? readAttempts(r) : true;
    else if (further.cpus === undefined && r.take('needs')) {
      further.cpus = r.plainNumber('an amount such as 0.5 cpu', (n) => n <= 1_000_000);
      if (!r.take('cpu')) throw r.wrongHere('cpu, as in needs 0.5 cpu');
    } else if (gets === undefined && r.take('gets')) {
      gets = readReferences(r);
      for (const of of gets)
        if (of.kind === 'group') throw new NotationError(of.line, of.column, of.text, 'an id such as #3');
    } else if (further.delayMs === undefined && r.take('delay')) {
      const begin = r.at;
      const amount = readAmount(r);
      further.delayMs = inMs(r, amount, amount.unit ?? 's', begin);
    } else if (further.priority === undefined && r.take('priority')) {
      further.priority = r.plainNumber('a whole number from 0 to 9', (n) => Number.isInteger(n) && n <= 9);
    } else if (further.job === undefined && r.take('job')) further.job = readName(r, 'the name of a job');
    else if (option === undefined)
      return {
        ...(fails !== undefined && { fails }),
        retry: retry ?? 0,
        ...(dies !== undefined && { dies }),
        further,
        gets: gets ?? [],
      };
    else {
      if (option.text === 'after') throw r.wrongHere('after in front of the task, such as merge after load: cpu 100ms');
      const choices = [
        afterSegment && fails === undefined && retry === undefined && !dies && 'a comma and another sleep or cpu',
        fails === undefined && 'fails',
        retry === undefined && 'retry 2',
        !dies && 'dies',
        'the end of the line',
      ].filter((choice) => choice !== false);
      throw r.wrongHere(choices.join(', ').replace(/, (?=[^,]*$)/, ' or '));
    }
  }
}

/** `1, 3` behind `on`. */
function readAttempts(r: Reader): readonly number[] {
  const attempts: number[] = [];
  do attempts.push(r.plainNumber('the number of an attempt, the first is 1', isCount));
  while (r.take(','));
  return [...new Set(attempts)].sort((a, b) => a - b);
}

function readKnob(r: Reader, name: KnobName): KnobStatement {
  const place = r.whole();
  const first = r.tokens[1];
  const from = first?.from ?? r.end;
  const to = r.end;
  const raw = r.line.slice(from, to);
  let value: string | number | undefined = raw;
  if (first === undefined && isFlagKnob(name)) value = 'on';
  else if (first?.kind === 'string' && r.tokens.length === 2) value = nameOf(first);
  else if (!isTextKnob(name)) value = first?.kind === 'number' && r.tokens.length === 2 ? Number(raw) : undefined;
  const mistake =
    value === undefined || (first === undefined && value === '')
      ? knobMistake(name, undefined)
      : knobMistake(name, value);
  if (mistake !== undefined) throw r.wrong(mistake, from, to);
  return { type: 'knob', place, name, value: value as string | number, from, to };
}

/** `kill worker of #1 at 250ms`, `kill host of #1 at 250ms`. */
function readKill(r: Reader): KillStatement {
  r.at++;
  const like = (word: string) => `${word}, as in kill worker of #1 at 250ms`;
  const whose = r.take('host') ? 'hostOf' : 'workerOf';
  if (whose === 'workerOf' && !r.take('worker')) throw r.wrongHere(like('worker'));
  if (!r.take('of')) throw r.wrongHere(like('of'));
  if (r.next?.kind !== 'id') throw r.wrongHere(like('an id'));
  const of = readReference(r);
  if (of.kind !== 'id') throw new NotationError(of.line, of.column, of.text, like('one id'));
  if (!r.take('at')) throw r.wrongHere(like('at'));
  const begin = r.at;
  const amount = readAmount(r);
  const atMs = inMs(r, amount, amount.unit ?? 's', begin);
  r.expectEnd('the end of the line');
  return { type: 'kill', of, whose, atMs };
}

const EXTRA = /^\s*extra\s+(?:scenario|tasks\[(\d{1,7})\](?:\.segments\[(\d{1,7})\])?|kills\[(\d{1,7})\])\s*(?=\{)/u;

/** `extra tasks[3] {"note":"x"}`: members that the notation has no word for. */
function readExtra(r: Reader): ExtraStatement {
  const match = EXTRA.exec(r.line);
  const second = r.tokens[1];
  if (match === null) {
    const like = 'scenario, tasks[3], tasks[3].segments[0] or kills[0], then members such as {"note":"x"}';
    throw r.wrong(like, second?.from ?? r.end, r.end);
  }
  const from = match[0].length;
  let members: unknown;
  try {
    members = JSON.parse(r.line.slice(from, r.end));
  } catch {
    throw r.wrong('one JSON object such as {"note":"x"}', from, r.end);
  }
  const [, task, segment, kill] = match;
  const known =
    segment !== undefined ? KNOWN_MEMBERS.segment : task !== undefined ? KNOWN_MEMBERS.task : KNOWN_MEMBERS.kill;
  for (const name of Object.keys(members as object)) {
    const ours =
      task === undefined && kill === undefined
        ? name === 'tasks' || name === 'kills' || knobOf(name) !== undefined
        : known.has(name as never);
    if (ours && name !== 'pool') throw r.wrong(`members that the notation has no word for (not ${name})`, from, r.end);
  }
  return {
    type: 'extra',
    place: r.whole(),
    list: task !== undefined ? 'tasks' : kill !== undefined ? 'kills' : 'scenario',
    index: Number(task ?? kill ?? 0),
    ...(segment !== undefined && { segment: Number(segment) }),
    members: members as Record<string, unknown>,
  };
}
