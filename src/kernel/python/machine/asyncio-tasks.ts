/** asyncio's tasks as lanes: who is ready since when, who steps, who blocks the loop. The loop itself is CPython's own; nothing is scheduled here. */
import type { LaneOutcome, Place, WaitFor } from '../messages.ts';
import type { ProgramKernel } from './program-kernel.ts';
import type { Stack } from './program-process.ts';
import { COMPUTING, type Doing, SLEEPING, waitingFor } from './telling.ts';

/** A step of a task that is so long (ms) keeps others waiting for all to see. */
const BLOCKS_MS = 50;

interface Step {
  readonly lane: number;
  readonly stack: Stack;
  readonly fromMs: number;
}

interface Block {
  readonly lane: number;
  readonly state: Doing['state'];
  readonly fromMs: number;
  readonly toMs: number;
  readonly at: Place | undefined;
  readonly late: Set<number>;
}

export class AsyncioTasks {
  readonly #kernel: ProgramKernel;
  readonly #blocks: Block[] = [];
  readonly #steps = new Map<Stack, Step>();

  constructor(kernel: ProgramKernel) {
    this.#kernel = kernel;
  }

  /** Gives the new task's lane; -1 in a process that is not shown. */
  made(name: string, does: string, at: Place | undefined): number {
    const kernel = this.#kernel;
    const stack = kernel.current;
    if (!stack || stack.lane < 0) return -1;
    const { pid, name: processName } = stack.process;
    return kernel.telling.lane(
      {
        is: 'task',
        name,
        ...(does && { does }),
        process: { pid, name: processName },
        by: stack.actingLane,
        thread: stack.lane,
        madeMs: kernel.time(),
        ...(at && { at }),
      },
      waitingFor('loop'),
    );
  }

  /** What the task waited for is there, since that moment; now it waits for the loop. */
  ready(lane: number, sinceMs: number): void {
    const kernel = this.#kernel;
    if (lane < 0 || kernel.telling.isEnded(lane) || kernel.current?.actingLane === lane) return;
    const now = kernel.time();
    const by = kernel.current?.actingLane;
    // A timer's time has come before the loop was free to see it.
    const since = Math.min(now, sinceMs);
    for (const block of this.#blocks)
      if (since >= block.fromMs && since < block.toMs && now >= block.toMs) block.late.add(lane);
    if (by !== undefined && by !== kernel.current?.lane) kernel.telling.woken(lane, by);
    kernel.telling.readySince(lane, waitingFor('loop'), since);
  }

  /** The task is stepped: what the thread computes is the task's from now on. Gives the lane that computed before. */
  steps(lane: number, at: Place | undefined): number {
    const kernel = this.#kernel;
    const stack = kernel.current;
    if (!stack || lane < 0) return -1;
    const before = stack.actingLane;
    const now = kernel.time();
    this.#hold(stack, before, now);
    kernel.telling.does(lane, COMPUTING, now, at);
    kernel.telling.begins(lane, now);
    stack.actingLane = lane;
    stack.laneSince = now;
    kernel.telling.watch(lane);
    this.#steps.set(stack, { lane, stack, fromMs: now });
    return before;
  }

  /** The step is over, and the task waits for something. `lanes`: of tasks that it waits for. */
  leaves(lane: number, doing: Doing, at: Place | undefined): void {
    const kernel = this.#kernel;
    if (lane < 0) return;
    this.#accountFor(lane);
    this.#over(lane);
    kernel.telling.does(lane, doing, kernel.time(), at);
  }

  /** The step is over for good. */
  ends(lane: number, outcome: LaneOutcome, error: string): void {
    const kernel = this.#kernel;
    if (lane < 0) return;
    this.#accountFor(lane);
    this.#over(lane);
    kernel.telling.end(lane, outcome, kernel.time(), error || undefined);
  }

  /** The thread goes on for what it did before the step. */
  left(before: number): void {
    const kernel = this.#kernel;
    const stack = kernel.current;
    if (!stack || before < 0) return;
    stack.actingLane = before;
    stack.laneSince = kernel.time();
    if (before !== stack.lane) kernel.telling.does(before, COMPUTING, kernel.time());
  }

  /** The thread runs a loop, or has left it. Meanwhile it waits for the end of what it runs. */
  loopRuns(runs: boolean, at: Place | undefined): void {
    const kernel = this.#kernel;
    const stack = kernel.current;
    if (!stack || stack.lane < 0) return;
    stack.loops = Math.max(0, stack.loops + (runs ? 1 : -1));
    if (stack.actingLane === stack.lane) {
      const doing: Doing = runs ? { state: 'waiting', for: 'end', call: 'run' } : COMPUTING;
      kernel.telling.does(stack.lane, doing, kernel.time(), at);
    }
  }

  /** The findings, at the end of the run. */
  tell(): void {
    for (const { lane, state, fromMs, toMs, at, late } of this.#blocks)
      if (late.size > 0)
        this.#kernel.telling.find({
          find: 'blocked loop',
          atMs: fromMs,
          ms: toMs - fromMs,
          lane,
          ...(at && { at }),
          state,
          late: [...late],
        });
  }

  #hold(stack: Stack, before: number, now: number): void {
    if (before >= 0 && before !== stack.lane) this.#kernel.telling.does(before, waitingFor('end'), now);
    this.#accountFor(before);
  }

  /** What the burst under way has computed so far is the lane's. */
  #accountFor(lane: number): void {
    const stack = this.#kernel.current;
    if (!stack || lane < 0) return;
    const now = this.#kernel.time();
    this.#kernel.telling.computed(lane, Math.max(0, now - Math.max(stack.laneSince, this.#kernel.now)));
    stack.laneSince = now;
  }

  #over(lane: number): void {
    const kernel = this.#kernel;
    const stack = kernel.current;
    const step = stack && this.#steps.get(stack);
    if (!step || step.lane !== lane) return;
    this.#steps.delete(stack);
    const now = kernel.time();
    if (now - step.fromMs < BLOCKS_MS) return;
    const { state, at } = kernel.telling.spentMost(lane, now);
    this.#blocks.push({ lane, state, fromMs: step.fromMs, toMs: now, at, late: new Set() });
  }
}

/** What a task waits for, from the words of `event_loop.py`. */
export function taskWait(kind: string, call: string, thing: number, lanes: readonly number[]): Doing {
  if (kind === 'sleep') return SLEEPING;
  return {
    state: 'waiting',
    for: kind as WaitFor,
    ...(call && { call }),
    ...(thing > 0 && { thing }),
    ...(lanes.length > 0 && { lanes }),
  };
}
