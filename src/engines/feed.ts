/**
 * Which tasks may be queued: dependencies (`after`) and retries. A feed is plain counters in Int32Arrays. They are touched by Atomics
 * only, so that loops on the page and inside workers can use the same feed; `open` alone is counted plainly where no other thread has it.
 */
import type { Scenario } from '../scenario/scenario.ts';
import type { TaskNumber } from './task-number.ts';

/**
 * The counters of a `Feed`; all may lie in shared memory. A *bundle* is a list of dependencies that some tasks have in common.
 * Where no task has dependencies or retries only `open` counts, and the others have one entry, of nothing.
 */
export interface FeedColumns {
  /** By task: attempts that are left after the next failure. */
  readonly retries: Int32Array;
  /** By task: its bundle, -1 for none; LOST once it will never begin. */
  readonly bundleOf: Int32Array;
  /** By bundle: dependencies that have not ended `ok` yet. */
  readonly missing: Int32Array;
  /** `bundles[first[t] .. first[t + 1]]` are the bundles that task t is in. */
  readonly first: Int32Array;
  readonly bundles: Int32Array;
  /** `members[firstMember[b] .. firstMember[b + 1]]` are the tasks that wait for bundle b. */
  readonly firstMember: Int32Array;
  readonly members: Int32Array;
  /** One entry: tasks that may still end or begin. */
  readonly open: Int32Array;
}

const LOST = -2;
const NONE: readonly TaskNumber[] = [];

/** Lists of numbers in two columns: those of list i are `items[first[i] .. first[i + 1]]`. */
function inColumns(
  lists: readonly (readonly number[])[],
  allocate: (length: number) => Int32Array,
): [Int32Array, Int32Array] {
  const first = allocate(lists.length + 1);
  for (const [i, list] of lists.entries()) first[i + 1] = first[i]! + list.length;
  const items = allocate(Math.max(1, first[lists.length]!));
  for (const [i, list] of lists.entries()) items.set(list, first[i]!);
  return [first, items];
}

/** Whether no task depends on others or is tried again. */
const isPlain = ({ tasks }: Scenario): boolean => tasks.every(({ retry, after }) => !retry && !after?.length);

/**
 * Makes the counters; `allocate` gives room for so many numbers, in shared memory where that is wanted. `plain`: whether the
 * scenario is, where that is known.
 */
export function feedColumns(
  scenario: Scenario,
  allocate: (length: number) => Int32Array = (length) => new Int32Array(length),
  plain = isPlain(scenario),
): FeedColumns {
  const { tasks } = scenario;
  const n = tasks.length;
  const open = allocate(1);
  open[0] = n;
  const one = () => allocate(1);
  if (plain)
    return {
      retries: one(),
      bundleOf: one().fill(-1),
      missing: one(),
      first: one(),
      bundles: one(),
      firstMember: one(),
      members: one(),
      open,
    };
  const [retries, bundleOf] = [allocate(n), allocate(n).fill(-1)];
  // Tasks of a group share one list, so that a thousand that wait for a thousand cost two thousand, not a million.
  const bundleNumber = new Map<readonly string[], number>();
  const membersOf: TaskNumber[][] = [];
  for (let t = 0; t < n; t++) {
    const { retry, after } = tasks[t]!;
    retries[t] = retry ?? 0;
    if (!after?.length) continue;
    let bundle = bundleNumber.get(after);
    if (bundle === undefined) {
      bundle = membersOf.length;
      bundleNumber.set(after, bundle);
      membersOf.push([]);
    }
    bundleOf[t] = bundle;
    membersOf[bundle]!.push(t);
  }
  const missing = allocate(Math.max(1, membersOf.length));
  const bundlesOf: number[][] = membersOf.length > 0 ? tasks.map(() => []) : [];
  const number = new Map(membersOf.length > 0 ? tasks.map((task, t) => [task.id, t]) : []);
  for (const [after, bundle] of bundleNumber) {
    const causes = new Set(after);
    missing[bundle] = causes.size;
    for (const id of causes) bundlesOf[number.get(id)!]!.push(bundle);
  }
  const [first, bundles] = inColumns(bundlesOf, allocate);
  const [firstMember, members] = inColumns(membersOf, allocate);
  return { retries, bundleOf, missing, first, bundles, firstMember, members, open };
}

/** What may be queued, and when all is over. */
export class Feed {
  readonly #columns: FeedColumns;
  /** No task has dependencies or retries: nothing is ever released. */
  readonly plain: boolean;
  readonly #open: Int32Array;
  /** Other threads count too. */
  readonly #shared: boolean;

  constructor(columns: FeedColumns) {
    this.#columns = columns;
    this.#open = columns.open;
    this.#shared = !(columns.open.buffer instanceof ArrayBuffer);
    this.plain = columns.first.length === 1 && columns.retries.every((n) => n === 0);
  }

  /** Whether a task may be queued from the start. */
  ready(task: TaskNumber): boolean {
    return this.plain || this.#columns.bundleOf[task] === -1;
  }

  /** Every task has ended for good or will never begin. */
  get over(): boolean {
    return (this.#shared ? Atomics.load(this.#open, 0) : this.#open[0]) === 0;
  }

  /** An attempt failed: whether the task may be tried again. Who asks this tries it again itself, and tells of its last attempt only (`ended`). */
  again(task: TaskNumber): boolean {
    return !this.plain && Atomics.sub(this.#columns.retries, task, 1) > 0;
  }

  /** An attempt ended; gives what is to be queued now: the task itself again, or those that waited for it. */
  ended(task: TaskNumber, ok: boolean): readonly TaskNumber[] {
    if (this.plain) {
      this.#close();
      return NONE;
    }
    const { retries, missing } = this.#columns;
    if (!ok && Atomics.sub(retries, task, 1) > 0) return [task];
    const released: TaskNumber[] = [];
    if (ok) {
      for (const bundle of this.#bundlesOf(task))
        if (Atomics.sub(missing, bundle, 1) === 1) for (const member of this.#membersOf(bundle)) released.push(member);
    } else this.#lose(task);
    this.#close();
    return released;
  }

  /** One task less may end or begin. */
  #close(): void {
    if (this.#shared) Atomics.sub(this.#open, 0, 1);
    else this.#open[0]!--;
  }

  /** The tasks that wait for the failed one, directly or not, never begin. */
  #lose(failed: TaskNumber): void {
    const { bundleOf } = this.#columns;
    const lost = [failed];
    for (let task = lost.pop(); task !== undefined; task = lost.pop()) {
      for (const bundle of this.#bundlesOf(task)) {
        for (const member of this.#membersOf(bundle)) {
          if (Atomics.exchange(bundleOf, member, LOST) === LOST) continue;
          this.#close();
          lost.push(member);
        }
      }
    }
  }

  #bundlesOf(task: TaskNumber): Int32Array {
    const { first, bundles } = this.#columns;
    return first.length === 1 ? bundles.subarray(0, 0) : bundles.subarray(first[task]!, first[task + 1]!);
  }

  #membersOf(bundle: number): Int32Array {
    const { firstMember, members } = this.#columns;
    return members.subarray(firstMember[bundle]!, firstMember[bundle + 1]!);
  }
}
