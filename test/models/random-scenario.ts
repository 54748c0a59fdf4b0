/** A scenario that is drawn for one of Python's engines: the same number, the same scenario. */
import type { Engine } from '../../src/engines/engine.ts';
import type { Scenario, TaskSpec } from '../../src/scenario/scenario.ts';
import { sfc32 } from '../../src/scenario/sfc32.ts';
import { validateScenario } from '../../src/scenario/validate.ts';

/** A stream of numbers of its own. */
const STREAM = 77;
/** Of a task with most retries. */
const ATTEMPTS = 3;
const START_METHODS = ['fork', 'spawn', 'forkserver'] as const;

export function randomScenario(engine: Engine, number: number): Scenario {
  const draw = sfc32(number, 0, STREAM);
  const below = (n: number) => Math.floor((draw() / 2 ** 32) * n);
  const often = (percent: number) => below(100) < percent;
  const has = (knob: string) => engine.knobs.some(({ name }) => name === knob);
  const isMortal = engine.group === 'python-processes';
  const computes = often(35);
  const many = 1 + below(7);
  const fails = often(30);
  const retries = !engine.oneCall && often(20);
  const waits = !engine.oneCall && often(20);
  const dies = isMortal && often(12);
  // Where several wait for the GIL it is drawn who has it next: that has no order to compare. So one task computes, the last of two, and
  // the other one sleeps on: its end would wake the caller while the last computes.
  const few = computes && engine.lanes.cpu === 'gil';
  const count = few ? Math.min(many, 2) : many;
  const tasks = Array.from({ length: count }, (_, i): TaskSpec => {
    const segments = Array.from({ length: 1 + below(often(30) ? 3 : 1) }, () =>
      // Sums of such lengths hardly ever meet, so that few things happen at the same moment.
      computes && often(60) && !(few && i < count - 1)
        ? { kind: 'cpu' as const, ms: 3 + below(400) / 10 }
        : { kind: 'sleep' as const, ms: 5 + below(30_000) / 100 },
    );
    return {
      id: String(i),
      segments,
      ...(fails && often(30) && { fails: retries && often(60) ? [1] : true }),
      ...(retries && often(50) && { retry: 1 + below(2) }),
      ...(waits && i > 0 && often(40) && { after: [String(below(i))] }),
      ...(dies && often(30) && { dies: true }),
    };
  });
  if (few && count === 2) {
    const [first, last] = tasks as [TaskSpec, TaskSpec];
    const longest = ATTEMPTS * last.segments.reduce((sum, { ms }) => sum + ms, 0);
    tasks[0] = { ...first, segments: [{ kind: 'sleep', ms: Math.ceil(longest) + 50 + below(10_000) / 100 }] };
  }
  const knobs = {
    seed: number,
    ...(has('workers') && { workers: 1 + below(4) }),
    ...(has('chunksize') && often(40) && { chunksize: 1 + below(3) }),
    ...(has('buffersize') && often(30) && { buffersize: 1 + below(4) }),
    ...(has('startMethod') && often(60) && { startMethod: START_METHODS[below(3)] }),
    ...(often(12) && { giveUpMs: 20 + below(30_000) / 100 }),
  };
  // Drawn last, so that whatever a number drew before it still draws. Under a GIL it is drawn who goes on.
  const locked = computes && engine.lanes.cpu === 'core' && often(30);
  // Of two that wait for a lock of processes it turns on how long waking takes who is first (`src/kernel/virtual/locks.ts`): a lock has two tasks.
  const wanting = new Map<string, Set<string>>();
  const isHad = (lock: string, id: string): boolean => {
    const ids = wanting.get(lock) ?? new Set();
    wanting.set(lock, ids);
    return ids.has(id) || (ids.size < 2 && ids.add(id) !== undefined);
  };
  const underLocks = ({ segments, ...task }: TaskSpec): TaskSpec => ({
    ...task,
    segments: segments.map((one) => {
      if (one.kind !== 'cpu' || !often(60)) return one;
      const lock = often(70) ? 'a' : 'b';
      return isHad(lock, task.id) ? { ...one, lock } : one;
    }),
  });
  return validateScenario({ tasks: locked ? tasks.map(underLocks) : tasks, ...knobs }).scenario;
}
