/** What a lane does in a stretch, in words and as a mark. */
import type { Finding, Lane, Stretch, Thing, WaitFor } from '../../kernel/python/messages.ts';

/** What a lane does, as it is drawn: two ways of doing, three of waiting, and an end with an error. */
export type MarkKind = 'computing' | 'sleeping' | 'place' | 'compute' | 'others' | 'failed';

/** A lane at a line of the code. */
export interface Mark {
  /** From 1. */
  readonly line: number;
  /** The lane's short name. */
  readonly sign: string;
  readonly kind: MarkKind;
  /** In words: "consumer A sleeps". */
  readonly says: string;
}

/** What ends a wait: a place, the right to compute, or what others do. */
const ENDED_BY: Readonly<Record<WaitFor, 'place' | 'compute' | 'others'>> = {
  gil: 'compute',
  core: 'compute',
  loop: 'compute',
  'start-up': 'others',
  lock: 'place',
  permit: 'place',
  place: 'place',
  condition: 'others',
  event: 'others',
  barrier: 'others',
  item: 'others',
  work: 'others',
  result: 'others',
  end: 'others',
  message: 'others',
  input: 'others',
  other: 'others',
};

const WHAT: Readonly<Record<WaitFor, string>> = {
  gil: 'the GIL',
  core: 'a core',
  loop: 'the event loop',
  'start-up': 'its start',
  lock: 'a lock',
  permit: 'a permit',
  place: 'a place',
  condition: 'a condition',
  event: 'an event',
  barrier: 'the others at a barrier',
  item: 'an item',
  work: 'work',
  result: 'a result',
  end: 'an end',
  message: 'a message',
  input: 'your input',
  other: 'something else',
};

/** What a thing is called where somebody waits for it: `lock b`, `jobs`. */
export function thingName(thing: Thing): string {
  return thing.name.startsWith(thing.is) || thing.is === 'queue' || thing.is === 'value'
    ? thing.name
    : `${thing.is} ${thing.name}`;
}

export function kindOf(stretch: Stretch): MarkKind {
  if (stretch.state !== 'waiting') return stretch.state;
  return ENDED_BY[stretch.for];
}

/** After "waits for": `a place in jobs`, `lock b`, `producer to end`. */
export function waitedFor(
  stretch: Extract<Stretch, { state: 'waiting' }>,
  things: readonly Thing[],
  lanes: readonly Lane[],
): string {
  const thing = things.find((one) => one.thing === stretch.thing);
  if (thing) {
    const name = thingName(thing);
    if (stretch.for === 'place') return `a place in ${name}`;
    if (stretch.for === 'item') return `an item of ${name}`;
    if (stretch.for === 'permit') return `a permit of ${thing.name}`;
    return name;
  }
  const others = (stretch.lanes ?? []).flatMap((lane) => lanes[lane]?.name ?? []);
  if (others.length > 0) {
    const names =
      others.length > 3 ? `${others.slice(0, 2).join(', ')} and ${others.length - 2} others` : others.join(', ');
    if (stretch.for === 'end') return `${names} to end`;
    if (stretch.for === 'result') return `a result of ${names}`;
  }
  return WHAT[stretch.for];
}

/** `sleeps`, `waits for a place in jobs` */
export function doing(stretch: Stretch, things: readonly Thing[], lanes: readonly Lane[]): string {
  if (stretch.state === 'computing') return 'computes';
  if (stretch.state === 'sleeping') return 'sleeps';
  return `waits for ${waitedFor(stretch, things, lanes)}`;
}

/** What a lane that is stuck waits for, from the moment of the deadlock on; undefined for one that is not. */
export function stuckStretch(
  findings: readonly Finding[],
  lane: number,
): Extract<Stretch, { state: 'waiting' }> | undefined {
  const found = findings.find((one) => one.find === 'deadlock');
  const stuck = found?.stuck.find((one) => one.lane === lane);
  if (!found || !stuck) return undefined;
  const { for: what, at, thing, heldBy } = stuck;
  return {
    lane,
    state: 'waiting',
    for: what,
    fromMs: found.atMs,
    toMs: Number.POSITIVE_INFINITY,
    ...(at && { at }),
    ...(thing !== undefined && { thing }),
    ...(heldBy && { lanes: [heldBy.lane] }),
  };
}
