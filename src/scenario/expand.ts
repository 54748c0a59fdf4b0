/** Makes the tasks that the lines of a text stand for. */
import { MAX_ATTEMPTS, MAX_DRAWN, mostAttempts } from './bounds.ts';
import { drawFailures, jittered, jitterOf } from './chance.ts';
import { idsOf } from './dependencies.ts';
import { wrongAt } from './notation-error.ts';
import type { Segment, TaskSpec } from './scenario.ts';
import type { TasksStatement } from './statement.ts';
import type { TaskIndex } from './task-index.ts';

/** The tasks of all statements, in order. `after`: by statement, the ids that its tasks wait for. */
export function expand(
  statements: readonly TasksStatement[],
  after: readonly (readonly string[] | undefined)[],
  index: TaskIndex,
  seed: number,
): TaskSpec[] {
  const tasks: TaskSpec[] = [];
  let drawn = 0;
  let attempts = 0;
  statements.forEach((statement, k) => {
    const { fails, segments, ladder, count } = statement;
    const chance = typeof fails === 'object' && 'percent' in fails ? fails : undefined;
    const jitter = segments.some((segment) => segment.jitter > 0);
    drawn +=
      count * ((jitter ? segments.length : 0) + (chance ? statement.retry + 1 : 0)) +
      (ladder ? ladder.count * segments.length : 0);
    if (drawn > MAX_DRAWN)
      throw wrongAt(statement.place, `at most ${MAX_DRAWN} durations and attempts of their own in all`);
    const { dies, retry } = statement;
    attempts += count * mostAttempts({ fails: chance ? true : (fails as TaskSpec['fails']), dies, retry });
    if (attempts > MAX_ATTEMPTS) throw wrongAt(statement.place, `at most ${MAX_ATTEMPTS} attempts in all`);
    const rest: Omit<TaskSpec, 'id' | 'segments'> = {
      ...(fails !== undefined && chance === undefined && { fails: fails as true | readonly number[] }),
      ...(statement.retry > 0 && { retry: statement.retry }),
      ...(statement.dies !== undefined && { dies: statement.dies }),
      ...statement.further,
      ...(statement.gets.length > 0 && { gets: idsOf(statement.gets, index) }),
      ...(after[k] && { after: after[k] }),
      ...(statement.group !== undefined && { group: statement.group }),
    };
    const rungs = Array.from({ length: ladder?.count ?? 1 }, (_, rung) => rungOf(statement, rung));
    for (let i = 0; i < count; i++) {
      const place = tasks.length;
      const plain = rungs[i % rungs.length] as readonly Segment[];
      const own = jitter ? withJitter(statement, plain, seed, place) : plain;
      const failing = chance && drawFailures(seed, place, chance.percent, statement.retry + 1);
      tasks.push({
        id: statement.id?.value ?? String(place),
        segments: own,
        ...rest,
        ...(failing !== undefined && { fails: failing }),
      });
    }
  });
  return tasks;
}

/** The segments of one rung of the ladder; of the only one, where there is no ladder. */
function rungOf({ segments }: TasksStatement, rung: number): Segment[] {
  return segments.map(({ kind, ms, ladder, lock }) => ({
    kind,
    ms: ladder ? rungMs(ladder.fromMs + rung * ladder.stepMs) : ms,
    ...(lock !== undefined && { lock }),
  }));
}

/** Steps such as 0.1 ms would add up to 0.30000000000000004; durations of ladders are whole nanoseconds. */
function rungMs(ms: number): number {
  return ms < 1e9 ? Math.max(0, Math.round(ms * 1e6) / 1e6) : ms;
}

function withJitter({ segments }: TasksStatement, plain: readonly Segment[], seed: number, index: number): Segment[] {
  const draw = jitterOf(seed, index);
  return plain.map((segment, k) => {
    const drawn = draw();
    const percent = segments[k]?.jitter ?? 0;
    return percent > 0 ? { ...segment, ms: jittered(segment.ms, percent, drawn) } : segment;
  });
}
