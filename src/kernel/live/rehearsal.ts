/** Before a run a worker that will drive programs drives one of nothing, so that the compiler has seen the driver at work. */
import { feedColumns } from '../../engines/feed.ts';
import { type Env, get, perform, type Queue, type Steps } from '../../engines/vocabulary.ts';
import type { Scenario, TaskSpec } from '../../scenario/scenario.ts';
import { InsideDriver } from './inside-driver.ts';
import { ledgerColumns } from './ledger.ts';
import { arena, Log } from './log.ts';
import { Memory } from './memory.ts';
import { queueWords, SharedQueue } from './shared-queue.ts';
import { taskColumns } from './task-columns.ts';
import type { Seat, World } from './world.ts';

const TASKS = 3000;

function* loop(env: Env, todo: Queue, done: Queue): Steps {
  let task: number | undefined;
  while ((task = yield get(todo)) !== undefined) {
    const ok: boolean = yield perform(task);
    done.put(task);
    env.feed.ended(task, ok);
  }
}

export function rehearse(world: World, seat: Seat): void {
  const memory = new Memory(true);
  const tasks: TaskSpec[] = [];
  for (let t = 0; t < TASKS; t++) tasks.push({ id: String(t), segments: [] });
  const scenario: Scenario = { tasks };
  const columns = taskColumns(scenario, false, memory);
  const scratch: World = {
    ...world,
    gil: undefined,
    tasks: columns,
    ledger: ledgerColumns(columns, memory),
    feed: feedColumns(scenario, (length) => memory.int32(length)),
    arena: arena(2 * TASKS, 1, memory),
  };
  const [todo, done] = [queueWords(TASKS, memory), queueWords(TASKS, memory)];
  const queue = new SharedQueue(todo);
  for (let t = 0; t < TASKS; t++) queue.put(t);
  queue.close();
  const driver = new InsideDriver(scratch, { ...seat, state: new Int32Array(1) }, new Log(scratch.arena, 0), 0);
  driver.run(loop, [
    { kind: 'queue', words: todo },
    { kind: 'queue', words: done },
  ]);
}
