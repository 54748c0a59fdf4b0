/** Who takes part in a run: what its processes, threads and tasks are called, in a word and in a sign. */
import type { Lane } from '../../kernel/python/messages.ts';

export interface Cast {
  /** `One process` */
  readonly title: string;
  /** `four threads, one GIL` */
  readonly holds: string;
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const number = (n: number): string => NUMBERS[n] ?? String(n);
const counted = (n: number, one: string, many: string): string => `${number(n)} ${n === 1 ? one : many}`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export function castOf(lanes: readonly Lane[]): Cast {
  const processes = new Set(lanes.map(({ process }) => process.pid)).size;
  const threads = lanes.filter(({ is }) => is === 'thread').length;
  const tasks = lanes.length - threads;
  const parts = [counted(threads, 'thread', 'threads')];
  if (tasks > 0) {
    const loops = new Set(
      lanes.filter(({ is }) => is === 'task').map(({ thread, process }) => `${process.pid} ${thread}`),
    ).size;
    parts.push(counted(loops, 'event loop', 'event loops'), counted(tasks, 'asyncio task', 'asyncio tasks'));
  } else if (processes === 1 && threads > 1) parts.push('one GIL');
  else if (processes > 1) parts.push('a GIL each');
  return { title: capital(counted(Math.max(1, processes), 'process', 'processes')), holds: parts.join(', ') };
}

/** What is at most so long stands as it is. */
const SHORT = 4;

/** A sign for each lane, short and different from all others: `M` for MainThread, `A` for `consumer A`, `one` for `one`. */
export function signsOf(lanes: readonly Pick<Lane, 'name' | 'is'>[]): string[] {
  const taken = new Set<string>();
  return lanes.map(({ name }) => {
    for (const sign of candidates(name)) {
      if (taken.has(sign)) continue;
      taken.add(sign);
      return sign;
    }
    const [first] = candidates(name);
    let n = 2;
    while (taken.has(`${first}${n}`)) n++;
    taken.add(`${first}${n}`);
    return `${first}${n}`;
  });
}

function candidates(name: string): string[] {
  const words = name.split(/[\s\-_/.()]+/).filter(Boolean);
  const last = words.at(-1) ?? '?';
  // `Thread-1 (work)`, `ThreadPoolExecutor-0_2`, `fetch 3`: the number tells them apart.
  const digits = [...words].reverse().find((word) => /^\d+$/.test(word));
  return [
    ...(name !== '' && name.length <= SHORT ? [name] : []),
    ...(words.length > 1 && last.length === 1 && !/\d/.test(last) ? [last] : []),
    ...(digits !== undefined ? [digits] : []),
    words[0]?.charAt(0).toUpperCase() ?? '?',
    ...(name.length > 1 ? [name.slice(0, 2), name.slice(0, 3)] : []),
  ];
}

/** What a lane is called on the page: the main thread of a child by its process, a task without a name of its own with its coroutine. */
export function shownName({ is, name, does, process }: Lane, lanes: readonly Lane[]): string {
  if (is === 'task') return does && /^Task-\d+$/.test(name) ? `${name} ${does}` : name;
  if (process.pid === lanes[0]?.process.pid) return name;
  return name === 'MainThread' ? process.name : `${name} of ${process.name}`;
}
