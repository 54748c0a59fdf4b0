/** Checks what stands beside a scenario's tasks: knobs, kills, the machine; and members that are not known here. */
import { expected } from './expected.ts';
import { InputError } from './input-error.ts';
import { knobMember, knobMistake, knobNames, MACHINE_CHECKS } from './knobs.ts';
import type { Machine } from './machine.ts';
import { KNOWN_MEMBERS } from './members.ts';
import type { Kill, Knobs, SegmentKind, StopWorkers } from './scenario.ts';

type Fields = Readonly<Record<string, unknown>>;
/** Where a value stands. It is only built when there is something to say. */
export type Path = () => string;

const MACHINE_MEMBERS: ReadonlySet<string> = new Set(Object.keys(MACHINE_CHECKS));

/** Checks what a model is told of the machine. @throws {InputError} whose message begins with `machine.` */
export function validateMachine(x: unknown): { machine: Machine; unknown: string[] } {
  const fields = objectAt(() => 'machine', x);
  const members = new Members();
  const known: Record<string, unknown> = {};
  for (const [name, check] of Object.entries(MACHINE_CHECKS)) {
    const value = fields[name];
    if (value === undefined && name !== 'cores') continue;
    const mistake = check(value);
    if (mistake !== undefined) throw expected(`machine.${name}`, mistake, value);
    // -0 is 0.
    known[name] = typeof value === 'number' ? value + 0 : value;
  }
  const machine = { ...known, ...members.others(() => 'machine', fields, MACHINE_MEMBERS) } as unknown as Machine;
  return { machine, unknown: members.unknown() };
}

/** Checks knobs alone, those of a URL for instance; `kills` only in form. @param path begins the message of a mistake */
export function validateKnobs(x: unknown, path: string): Knobs {
  const fields = objectAt(() => path, x);
  const kills = fields.kills === undefined ? [] : killsIn(`${path}.kills`, fields.kills, new Members());
  return { ...knobsOf(fields, path), ...(kills.length > 0 && { kills }) };
}

/** The knobs among these members. @throws {InputError} */
export function knobsOf(fields: Fields, path = 'scenario'): Knobs {
  const knobs: Record<string, unknown> = {};
  for (const name of knobNames()) {
    const value = fields[name];
    if (value === undefined) continue;
    const mistake = knobMistake(name, value);
    if (mistake !== undefined) throw expected(`${path}.${name}`, mistake, value);
    knobs[name] = typeof value === 'number' ? value + 0 : knobMember(name, value);
  }
  return knobs;
}

/** Kills, their form only: whether they name tasks is not looked at. @throws {InputError} */
export function killsIn(path: string, list: unknown, members: Members): Kill[] {
  if (!Array.isArray(list)) throw expected(path, 'a list such as [{"atMs":250,"workerOf":"1"}]', list);
  return Array.from(list, (kill: unknown, k) => killOf(() => `${path}[${k}]`, kill, members));
}

function killOf(path: Path, x: unknown, members: Members): Kill {
  const fields = objectAt(path, x);
  const { workerOf, hostOf } = fields;
  const whose = hostOf === undefined || workerOf !== undefined ? 'workerOf' : 'hostOf';
  const task = fields[whose];
  if (typeof task !== 'string') throw expected(`${path()}.${whose}`, 'the id of a task', task);
  if (whose === 'workerOf' && hostOf !== undefined)
    throw expected(`${path()}.hostOf`, 'nothing beside workerOf', hostOf);
  const kill = { atMs: msAt(path, 'atMs', fields.atMs), [whose]: task } as unknown as Kill;
  return members.withOthers(path, fields, KNOWN_MEMBERS.kill, kill);
}

/** @throws {InputError} where it is no object */
export function objectAt(path: Path, x: unknown): Fields {
  if (typeof x !== 'object' || x === null || Array.isArray(x)) throw expected(path(), 'an object', x);
  return x as Fields;
}

/** A time or length, in ms. @throws {InputError} where it is none */
export function msAt(path: Path, name: string, ms: unknown): number {
  if (typeof ms !== 'number' || !(ms >= 0) || ms === Number.POSITIVE_INFINITY)
    throw expected(`${path()}.${name}`, 'a number of 0 or more', ms);
  return ms + 0;
}

/** The lock under which a segment computes, if it has one. @throws {InputError} */
export function lockAt(path: Path, kind: SegmentKind, lock: unknown): string | undefined {
  if (lock === undefined) return undefined;
  if (typeof lock !== 'string' || lock === '') throw expected(`${path()}.lock`, 'the name of a lock', lock);
  if (kind !== 'cpu') throw expected(`${path()}.lock`, 'no lock: only cpu is spent under one', lock);
  return lock;
}

/** @throws {InputError} */
export function stopWorkersAt(path: Path, x: unknown): StopWorkers {
  const { atMs, how } = objectAt(path, x);
  if (how !== 'terminate' && how !== 'kill') throw expected(`${path()}.how`, '"terminate" or "kill"', how);
  return { atMs: msAt(path, 'atMs', atMs), how };
}

/** Keeps members that are not known here, and remembers where they stood. */
export class Members {
  private readonly unknownAt = new Map<string, string>();

  /** The first place of each name. */
  unknown(): string[] {
    return [...this.unknownAt.values()];
  }

  withOthers<T extends object>(path: Path, fields: Fields, known: ReadonlySet<string>, own: T): T {
    for (const name in fields) {
      if (!known.has(name)) return { ...own, ...this.others(path, fields, known) };
    }
    return own;
  }

  /** Members beside the known ones, as the JSON that they are. */
  others(path: Path, fields: Fields, known: Pick<ReadonlySet<string>, 'has'>): Record<string, unknown> {
    const kept: [string, unknown][] = [];
    for (const name of Object.keys(fields)) {
      if (known.has(name) || fields[name] === undefined) continue;
      const at = `${path()}.${name}`;
      let json: string | undefined;
      try {
        json = JSON.stringify(fields[name]);
      } catch {
        throw new InputError(`${at}: expected a value that JSON can hold`);
      }
      if (json === undefined) throw expected(at, 'a value that JSON can hold', fields[name]);
      kept.push([name, JSON.parse(json)]);
      const kind = at.replaceAll(/\[\d+\]/g, '[]');
      if (!this.unknownAt.has(kind)) this.unknownAt.set(kind, at);
    }
    return Object.fromEntries(kept);
  }
}
