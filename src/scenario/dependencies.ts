import { MAX_DRAWN, MAX_TASKS } from './bounds.ts';
import { findCircle } from './circle.ts';
import { NotationError, wrongAt } from './notation-error.ts';
import type { Reference, TasksStatement } from './statement.ts';
import type { TaskIndex } from './task-index.ts';

/** The ids behind `after`, one list a statement, shared where the words are the same; refuses what is unknown and circles. */
export function dependencies(
  statements: readonly TasksStatement[],
  index: TaskIndex,
): (readonly string[] | undefined)[] {
  const none: undefined[] = [];
  if (!statements.some((statement) => statement.after.length > 0)) return none;
  const groups = new Map<string, number[]>();
  statements.forEach(({ group }, k) => {
    if (group === undefined) return;
    const members = groups.get(group);
    if (members) members.push(k);
    else groups.set(group, [k]);
  });
  const lists = new Map<string, { ids: readonly string[]; targets: readonly number[] }>();
  let spent = 0;
  const perStatement = statements.map(({ after }) => {
    if (after.length === 0) return undefined;
    const key = after.map((reference) => reference.text).join(',');
    const known = lists.get(key);
    if (known) return known;
    const [only] = after;
    if (after.length === 1 && only?.kind === 'id') {
      const task = index.find(only.id);
      if (task < 0) throw wrongAt(only, 'the id of a task in this text');
      const list = { ids: [only.id], targets: [index.statementOf(task)] };
      lists.set(key, list);
      return list;
    }
    const ids = new Set<string>();
    const targets = new Set<number>();
    for (const reference of after) {
      for (const [first, last] of tasksOf(reference, groups, index)) {
        spent += last - first + 1;
        if (spent > MAX_DRAWN) throw wrongAt(reference, `at most ${MAX_DRAWN} ids behind after in all`);
        for (let task = first; task <= last; task++) ids.add(index.idOf(task));
        for (let k = index.statementOf(first); k <= index.statementOf(last); k++) targets.add(k);
      }
    }
    const list = { ids: [...ids], targets: [...targets] };
    lists.set(key, list);
    return list;
  });
  // All tasks of one line wait for the same ids, so tasks are in a circle exactly where their lines are.
  const circle = findCircle(statements.length, (node, k) => perStatement[node]?.targets[k] ?? -1);
  if (circle !== undefined) {
    const place = statements[circle[0] as number]?.after[0] as Reference;
    const names = [...circle, circle[0] as number].map(
      (k) => statements[k]?.group ?? `#${index.idOf(index.starts[k] as number)}`,
    );
    throw new NotationError(place.line, place.column, place.text, `no circle (${names.join(' after ')})`);
  }
  return perStatement.map((list) => list?.ids);
}

const NO_GROUPS: ReadonlyMap<string, readonly number[]> = new Map();

/** The ids behind `gets`. */
export function idsOf(references: readonly Reference[], index: TaskIndex): readonly string[] {
  const ids = new Set<string>();
  for (const reference of references)
    for (const [first, last] of tasksOf(reference, NO_GROUPS, index))
      for (let task = first; task <= last; task++) ids.add(index.idOf(task));
  return [...ids];
}

/** Stretches [first, last] of tasks that a reference names. */
function tasksOf(
  reference: Reference,
  groups: ReadonlyMap<string, readonly number[]>,
  index: TaskIndex,
): [number, number][] {
  switch (reference.kind) {
    case 'group': {
      const members = groups.get(reference.name);
      if (members === undefined) {
        const some = [...groups.keys()].slice(0, 5).join(', ');
        throw wrongAt(reference, `the name of a group in this text${some && ` (${some})`}, or an id such as #3`);
      }
      return members.map((k) => [index.starts[k] as number, (index.starts[k + 1] as number) - 1]);
    }
    case 'id': {
      const task = index.find(reference.id);
      if (task < 0) throw wrongAt(reference, 'the id of a task in this text');
      return [[task, task]];
    }
    case 'ids': {
      const { first, last } = reference;
      if (last - first >= MAX_TASKS) throw wrongAt(reference, `ids of tasks in this text`);
      const found: [number, number][] = [];
      for (let id = first; id <= last; id++) {
        const task = index.find(String(id));
        if (task < 0) throw wrongAt(reference, `ids of tasks in this text (there is no #${id})`);
        const before = found.at(-1);
        if (before && before[1] === task - 1) before[1] = task;
        else found.push([task, task]);
      }
      return found;
    }
  }
}
