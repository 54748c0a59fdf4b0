/** Reads one line of the task notation: what kind of line it is, and what it says. */
import { MAX_TASKS } from './bounds.ts';
import { isFlagKnob, isTextKnob, type KnobName, knobMistake, knobOf } from './knobs.ts';
import { LineCursor } from './line-cursor.ts';
import { KNOWN_MEMBERS } from './members.ts';
import { NotationError } from './notation-error.ts';
import { inMs, readAmount, readDurations, readJitter } from './read-duration.ts';
import { A_LOCK, readJob, readTogether } from './read-jobs.ts';
import { readName, readReference, readReferences } from './read-name.ts';
import { isCount, readOptions } from './read-options.ts';
import type { StopWorkers } from './scenario.ts';
import type {
  ExtraStatement,
  KillStatement,
  KnobStatement,
  Reference,
  SegmentPattern,
  Statement,
  StopStatement,
  TasksStatement,
} from './statement.ts';
import { nameOf, type Token, tokenize } from './tokens.ts';

/** Longest line that is read, in characters. */
const MAX_LINE = 1_000_000;
/** Longer durations could not be rounded to 1 µs. */
const MAX_JITTERED_MS = 1e12;
const A_LINE = 'a task such as sleep 1 or 8 x cpu 150ms, or a knob such as pool 3';
const A_SEGMENT = 'sleep, cpu or nothing';

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
  if (tokens[1]?.text === 'workers' && (word === 'kill' || word === 'terminate')) return readStop(cursor, word);
  if (word === 'kill') return readKill(cursor);
  if (word === 'job') return readJob(cursor);
  if (word === 'together') return readTogether(cursor);
  if (word === 'extra') return readExtra(cursor);
  return readTasks(cursor);
}

/** `pool: ...`, `pool after load: ...` and `pool on counter: ...` are tasks of a group called "pool"; a name may be any text. */
function startsTask(tokens: readonly Token[]): boolean {
  const [first, second, third, fourth] = tokens;
  if (first?.kind !== 'word' || second?.text === ':' || second?.text === 'after') return true;
  const isNamed = third?.kind === 'word' || third?.kind === 'string';
  return (
    first.text !== 'name' && second?.text === 'on' && isNamed && (fourth?.text === ':' || fourth?.text === 'after')
  );
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

function readTasks(r: LineCursor): TasksStatement {
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
function readHeader(r: LineCursor): Pick<TasksStatement, 'id' | 'group' | 'after'> & { actor?: string } {
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
    if (!namesActor(r) && ((name?.kind === 'word' && name.text !== 'after') || name?.kind === 'string')) {
      group = nameOf(name);
      if (group === undefined) throw r.wrongHere("a group's name");
      r.at++;
    }
    if (namesActor(r)) {
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
function namesActor(r: LineCursor): boolean {
  const then = r.tokens[r.at + 1];
  const isName = then?.kind === 'word' || then?.kind === 'string';
  return r.next?.kind === 'word' && r.next.text === 'on' && isName && then.text !== 'after';
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
    const lock = kind === 'cpu' && r.take('lock') ? readName(r, A_LOCK) : undefined;
    segments.push({ kind, ms, ...(ladder && { ladder }), jitter, ...(lock !== undefined && { lock }) });
  } while (r.take(','));
  return segments;
}

function readKnob(r: LineCursor, name: KnobName): KnobStatement {
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
function readKill(r: LineCursor): KillStatement {
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

/** `terminate workers at 450ms`, `kill workers at 450ms`. */
function readStop(r: LineCursor, how: StopWorkers['how']): StopStatement {
  const place = r.whole();
  r.at += 2;
  if (!r.take('at')) throw r.wrongHere(`at, as in ${how} workers at 450ms`);
  const begin = r.at;
  const amount = readAmount(r);
  const atMs = inMs(r, amount, amount.unit ?? 's', begin);
  r.expectEnd('the end of the line');
  return { type: 'stop', place, stop: { atMs, how } };
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
        ? KNOWN_MEMBERS.scenario.has(name) || knobOf(name) !== undefined
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
