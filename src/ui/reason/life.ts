/** The life of one attempt: what it waited for and did, in order, like neighbours joined. */
import { endOf } from '../../trace/ends.ts';
import { SegmentCursor, WaitCursor } from '../../trace/stretches.ts';
import { SEGMENT_KINDS, type Trace } from '../../trace/trace.ts';
import type { CauseName } from '../../trace/wait-causes.ts';
import { kindOf, type StretchKind } from '../marks/kinds.ts';

export interface Stretch {
  readonly kind: StretchKind;
  /** What was waited for; undefined where something was done. */
  readonly cause: CauseName | undefined;
  readonly ms: number;
}

/** More stretches than this are told as sums: turns under a lock come by the hundred. */
const MOST = 6;

/**
 * The attempt in this row, from its submit to its end or, while it runs, to `nowMs`. Stretches add up to that time.
 */
export function lifeOf(trace: Trace, row: number): Stretch[] {
  const stretches = joined(inOrder(trace, row));
  return stretches.length > MOST ? summed(stretches) : stretches;
}

/** What all attempts did and waited for, as sums: doing first. */
export function lifeOfAll(trace: Trace): Stretch[] {
  const all: Stretch[] = [];
  for (let row = 0; row < trace.spans.length; row++) all.push(...inOrder(trace, row));
  const order: Record<StretchKind, number> = { cpu: 0, sleep: 1, place: 2, compute: 3, others: 4, thin: 5 };
  return summed(all).sort((a, b) => order[a.kind] - order[b.kind]);
}

function inOrder(trace: Trace, row: number): Stretch[] {
  const end = endOf(trace, row);
  const found: (Stretch & { readonly at: number })[] = [];
  const segment = new SegmentCursor().of(trace, row);
  const wait = new WaitCursor().of(trace, row);
  const tell = () => {
    const cause = trace.causes[wait.cause]!;
    found.push({ kind: kindOf(cause), cause, ms: wait.ms, at: wait.start });
  };
  // Both run backwards in time, and so does this walk.
  let waits = wait.next();
  while (segment.next()) {
    const from = segment.start;
    const to = Number.isNaN(segment.end) ? end : segment.end;
    for (; waits && wait.start >= to && wait.end > to; waits = wait.next()) tell();
    let at = to;
    const kind = SEGMENT_KINDS[segment.kind]!;
    for (; waits && wait.start >= from; waits = wait.next()) {
      const { start, end: stop, ms } = wait;
      // A wait of less than its stretch (a shared core) leaves work in it.
      found.push({ kind, cause: undefined, ms: at - stop + (stop - start - ms), at: stop });
      tell();
      at = start;
    }
    found.push({ kind, cause: undefined, ms: at - from, at: from });
  }
  for (; waits; waits = wait.next()) tell();
  return found.filter(({ ms }) => ms > 0).reverse();
}

function joined(stretches: readonly Stretch[]): Stretch[] {
  const all: Stretch[] = [];
  for (const { kind, cause, ms } of stretches) {
    const last = all.at(-1);
    if (last?.kind === kind && last.cause === cause) all[all.length - 1] = { kind, cause, ms: last.ms + ms };
    else all.push({ kind, cause, ms });
  }
  return all;
}

/** One stretch a kind and cause, in the order in which each came first. */
function summed(stretches: readonly Stretch[]): Stretch[] {
  const sums = new Map<string, Stretch>();
  for (const { kind, cause, ms } of stretches) {
    const key = cause ?? kind;
    sums.set(key, { kind, cause, ms: ms + (sums.get(key)?.ms ?? 0) });
  }
  return [...sums.values()];
}
