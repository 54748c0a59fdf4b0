/** Reads one line of the task notation: what kind of line it is, and what it says. */
import { MAX_RETRY, MAX_TASKS } from './bounds.ts';
import { isTextKnob, type KnobName, knobMistake, knobOf } from './knobs.ts';
import { LineCursor } from './line-cursor.ts';
import { KNOWN_MEMBERS } from './members.ts';
import { NotationError } from './notation-error.ts';
import { inMs, readAmount, readDurations, readJitter, readPercent } from './read-duration.ts';
import type {
  ExtraStatement,
  KillStatement,
  KnobStatement,
  Reference,
  SegmentPattern,
  Statement,
  TasksStatement,
} from './statement.ts';
import { isWhole, nameOf, type Token, tokenize } from './tokens.ts';

/** Longest line that is read, in characters. */
const MAX_LINE = 1_000_000;
/** Longer durations could not be rounded to 1 µs. */
const MAX_JITTERED_MS = 1e12;
const A_LINE = 'a task such as sleep 1 or 8 x cpu 150ms, or a knob such as pool 3';
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
  const cursor = new LineCursor(line, number, tokens);
  if (startsTask(tokens)) return readTasks(cursor);
  const word = tokens[0]?.text as string;
  const knob = knobOf(word);
  if (knob !== undefined) return readKnob(cursor, knob);
  if (word === 'kill') return readKill(cursor);
  if (word === 'extra') return readExtra(cursor);
  return readTasks(cursor);
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

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 1;

function readTasks(r: LineCursor): TasksStatement {
  const place = r.whole();
  const { id, group, after } = readHeader(r);
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
  };
}

/** `#id name after refs:`, each part optional; without name and refs there is no colon. */
function readHeader(r: LineCursor): Pick<TasksStatement, 'id' | 'group' | 'after'> {
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
  let after: Reference[] = [];
  if (colon >= 0) {
    const name = r.next;
    if ((name?.kind === 'word' && name.text !== 'after') || name?.kind === 'string') {
      group = nameOf(name);
      if (group === undefined) throw r.wrongHere("a group's name");
      r.at++;
    }
    if (r.take('after')) after = readReferences(r);
    if (group === undefined && after.length === 0) throw r.wrongHere("a group's name such as load:");
    if (!r.take(':')) {
      throw r.wrongHere(after.length > 0 ? 'a comma and another name, or a colon' : 'after or a colon');
    }
  } else if (r.next?.text === 'after' || r.tokens[r.at + 1]?.text === 'after') {
    r.at += r.next?.text === 'after' ? 1 : 2;
    readReferences(r);
    throw r.wrongHere('a colon, such as in merge after load: cpu 100ms');
  }
  return { ...(id && { id }), ...(group !== undefined && { group }), after };
}

function readReferences(r: LineCursor): Reference[] {
  const references = [readReference(r)];
  while (r.take(',')) references.push(readReference(r));
  return references;
}

function readReference(r: LineCursor): Reference {
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

function readSegments(r: LineCursor, expectedFirst: string): SegmentPattern[] {
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

/** `fails`, `fails 10%`, `fails on 1, 3`, `retry 2`, `dies`: in any order, each at most once, then the end. */
function readOptions(r: LineCursor, afterSegment: boolean): Pick<TasksStatement, 'fails' | 'retry' | 'dies'> {
  let fails: TasksStatement['fails'];
  let retry: number | undefined;
  let dies = false;
  for (;;) {
    const option = r.next;
    if (fails === undefined && r.take('fails')) {
      if (r.take('on')) {
        const attempts: number[] = [];
        do attempts.push(r.plainNumber('the number of an attempt, the first is 1', isCount));
        while (r.take(','));
        fails = [...new Set(attempts)].sort((a, b) => a - b);
      } else if (r.next?.kind === 'number') {
        const percent = readPercent(
          r,
          r.next.from,
          'a share of 0 to 100 % such as fails 10%, or attempts such as fails on 1, 3',
        );
        fails = { percent };
      } else fails = true;
    } else if (retry === undefined && r.take('retry')) {
      retry = r.plainNumber(`a whole number from 0 to ${MAX_RETRY}`, (n) => Number.isSafeInteger(n) && n <= MAX_RETRY);
    } else if (!dies && r.take('dies')) dies = true;
    else if (option === undefined) return { ...(fails !== undefined && { fails }), retry: retry ?? 0, dies };
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

function readKnob(r: LineCursor, name: KnobName): KnobStatement {
  const place = r.whole();
  const first = r.tokens[1];
  const from = first?.from ?? r.end;
  const to = r.end;
  const raw = r.line.slice(from, to);
  let value: string | number | undefined = raw;
  if (first?.kind === 'string' && r.tokens.length === 2) value = nameOf(first);
  else if (!isTextKnob(name)) value = first?.kind === 'number' && r.tokens.length === 2 ? Number(raw) : undefined;
  const mistake = first === undefined || value === undefined ? knobMistake(name, undefined) : knobMistake(name, value);
  if (mistake !== undefined) throw r.wrong(mistake, from, to);
  return { type: 'knob', place, name, value: value as string | number, from, to };
}

/** `kill worker of #1 at 250ms`. */
function readKill(r: LineCursor): KillStatement {
  r.at++;
  const like = (word: string) => `${word}, as in kill worker of #1 at 250ms`;
  for (const word of ['worker', 'of']) if (!r.take(word)) throw r.wrongHere(like(word));
  if (r.next?.kind !== 'id') throw r.wrongHere(like('an id'));
  const of = readReference(r);
  if (of.kind !== 'id') throw new NotationError(of.line, of.column, of.text, like('one id'));
  if (!r.take('at')) throw r.wrongHere(like('at'));
  const begin = r.at;
  const amount = readAmount(r);
  const atMs = inMs(r, amount, amount.unit ?? 's', begin);
  r.expectEnd('the end of the line');
  return { type: 'kill', of, atMs };
}

const EXTRA = /^\s*extra\s+(?:scenario|tasks\[(\d{1,7})\](?:\.segments\[(\d{1,7})\])?|kills\[(\d{1,7})\])\s*(?=\{)/u;

/** `extra tasks[3] {"note":"x"}`: members that the notation has no word for. */
function readExtra(r: LineCursor): ExtraStatement {
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
