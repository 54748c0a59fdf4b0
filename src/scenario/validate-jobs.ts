/** Checks what only Spark's scenarios have: their actions, tasks that were on one host, attempts with segments of their own. */
import { expected } from './expected.ts';
import type { JobSpec, Segment } from './scenario.ts';
import { lockAt, msAt, objectAt, type Path } from './validate-settings.ts';

/** Actions. Each has a name of its own. @throws {InputError} */
export function jobsAt(path: string, list: unknown): JobSpec[] {
  if (!Array.isArray(list)) throw expected(path, 'a list such as [{"name":"a"},{"name":"b","atMs":100}]', list);
  const names = new Set<string>();
  return Array.from(list, (x: unknown, k) => {
    const at: Path = () => `${path}[${k}]`;
    const { name, atMs, pool, ...others } = objectAt(at, x);
    if (typeof name !== 'string' || name === '') throw expected(`${at()}.name`, 'a name', name);
    if (names.has(name)) throw expected(`${at()}.name`, 'a name of its own', name);
    names.add(name);
    if (pool !== undefined && (typeof pool !== 'string' || pool === ''))
      throw expected(`${at()}.pool`, 'the name of a pool', pool);
    nothingElse(at, others, 'name, atMs and pool');
    return { name, ...(atMs !== undefined && { atMs: msAt(at, 'atMs', atMs) }), ...(pool !== undefined && { pool }) };
  });
}

/** Lists of ids of tasks. @throws {InputError} */
export function togetherAt(path: string, lists: unknown, index: (id: string) => number): string[][] {
  if (!Array.isArray(lists)) throw expected(path, 'a list of lists of ids, such as [["1","5"]]', lists);
  return Array.from(lists, (ids: unknown, k) => {
    if (!Array.isArray(ids)) throw expected(`${path}[${k}]`, 'a list of ids', ids);
    ids.forEach((id: unknown, n) => {
      if (typeof id !== 'string' || index(id) < 0) throw expected(`${path}[${k}][${n}]`, 'the id of a task', id);
    });
    return [...new Set<string>(ids)];
  }).filter((ids) => ids.length > 0);
}

/** Segments by the number of an attempt; undefined where there are none. @throws {InputError} */
export function segmentsOfAt(path: Path, x: unknown): Record<string, Segment[]> | undefined {
  const fields = objectAt(path, x);
  const of: Record<string, Segment[]> = {};
  for (const [attempt, list] of Object.entries(fields)) {
    const at = () => `${path()}.${attempt}`;
    if (!/^[1-9]\d{0,4}$/.test(attempt)) throw expected(at(), 'the number of an attempt, the first is 1', attempt);
    if (!Array.isArray(list)) throw expected(at(), 'a list of segments', list);
    of[attempt] = Array.from(list, (segment: unknown, k) => {
      const here: Path = () => `${at()}[${k}]`;
      const { kind, ms, lock, ...others } = objectAt(here, segment);
      if (kind !== 'sleep' && kind !== 'cpu') throw expected(`${here()}.kind`, '"sleep" or "cpu"', kind);
      nothingElse(here, others, 'kind, ms and lock');
      const under = lockAt(here, kind, lock);
      return { kind, ms: msAt(here, 'ms', ms), ...(under !== undefined && { lock: under }) };
    });
  }
  return Object.keys(of).length > 0 ? of : undefined;
}

function nothingElse(path: Path, others: Readonly<Record<string, unknown>>, beside: string): void {
  for (const [name, value] of Object.entries(others))
    if (value !== undefined) throw expected(`${path()}.${name}`, `nothing beside ${beside}`, value);
}
