/**
 * Tasks on their way between the page and a worker: as columns, since a million objects would stop the page while they are
 * copied. The page makes them, and objects of them again, a few milliseconds' worth at a time.
 */
import type { SegmentKind, TaskSpec } from '../../scenario/scenario.ts';

export interface TaskColumns {
  readonly length: number;
  /** Ids one after another in UTF-8, and where each ends. */
  readonly ids: Uint8Array<ArrayBuffer>;
  readonly idEnds: Uint32Array<ArrayBuffer>;
  readonly kinds: Uint8Array<ArrayBuffer>;
  readonly ms: Float64Array<ArrayBuffer>;
  readonly segmentEnds: Uint32Array<ArrayBuffer>;
  /** The rare rest (`after`, `fails`, members of a segment that nobody knows, ...) as it is, by place. */
  readonly others: ReadonlyMap<number, Partial<TaskSpec>>;
}

const KINDS: readonly SegmentKind[] = ['sleep', 'cpu'];
/** As long as the page may be kept from drawing. */
const AT_A_TIME_MS = 6;
const LOOK_EVERY = 256;

/** In columns, and what of them can be handed over. `rest`: lets the page do something else. @throws what `rest` throws */
export async function packTasks(
  tasks: readonly TaskSpec[],
  rest: () => Promise<void>,
): Promise<{ columns: TaskColumns; transfer: ArrayBuffer[] }> {
  const encoder = new TextEncoder();
  let ids = new Uint8Array(tasks.length * 8 + 64);
  const idEnds = new Uint32Array(tasks.length);
  const segmentEnds = new Uint32Array(tasks.length);
  const others = new Map<number, Partial<TaskSpec>>();
  let count = 0;
  for (const { segments } of tasks) count += segments.length;
  const kinds = new Uint8Array(count);
  const ms = new Float64Array(count);
  let [at, segment] = [0, 0];
  let began = performance.now();
  for (const [i, task] of tasks.entries()) {
    const { id, segments, ...other } = task;
    if (at + id.length * 3 > ids.length) {
      const wider = new Uint8Array(ids.length * 2 + id.length * 3);
      wider.set(ids);
      ids = wider;
    }
    at += encoder.encodeInto(id, ids.subarray(at)).written;
    idEnds[i] = at;
    let plain = true;
    for (const one of segments) {
      kinds[segment] = KINDS.indexOf(one.kind);
      ms[segment++] = one.ms;
      plain &&= Object.keys(one).length === 2;
    }
    segmentEnds[i] = segment;
    const odd = id.isWellFormed() ? other : { ...other, id };
    if (!plain) others.set(i, { ...odd, segments });
    else if (Object.keys(odd).length > 0) others.set(i, odd);
    if (i % LOOK_EVERY !== 0 || performance.now() - began < AT_A_TIME_MS) continue;
    await rest();
    began = performance.now();
  }
  const columns = { length: tasks.length, ids: ids.slice(0, at), idEnds, kinds, ms, segmentEnds, others };
  return { columns, transfer: [columns.ids, idEnds, kinds, ms, segmentEnds].map(({ buffer }) => buffer) };
}

/** The tasks again. `rest`: lets the page do something else. @throws what `rest` throws */
export async function unpackTasks(
  { length, ids, idEnds, kinds, ms, segmentEnds, others }: TaskColumns,
  rest: () => Promise<void>,
): Promise<TaskSpec[]> {
  const decoder = new TextDecoder();
  const tasks: TaskSpec[] = [];
  let began = performance.now();
  for (let i = 0; i < length; i++) {
    const id = decoder.decode(ids.subarray(i === 0 ? 0 : idEnds[i - 1]!, idEnds[i]!));
    const from = i === 0 ? 0 : segmentEnds[i - 1]!;
    const segments: TaskSpec['segments'] =
      from === segmentEnds[i]!
        ? NONE
        : Array.from({ length: segmentEnds[i]! - from }, (_, s) => ({
            kind: KINDS[kinds[from + s]!]!,
            ms: ms[from + s]!,
          }));
    const other = others.get(i);
    tasks.push(other ? { id, segments, ...other } : { id, segments });
    if (i % LOOK_EVERY !== 0 || performance.now() - began < AT_A_TIME_MS) continue;
    await rest();
    began = performance.now();
  }
  return tasks;
}

const NONE: TaskSpec['segments'] = [];
