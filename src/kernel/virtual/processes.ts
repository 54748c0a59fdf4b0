/** The processes of a run. Each has a number, its id, by which events name it. */
import type { CpuNeed, LaneKind } from '../../engines/facts.ts';
import type { TaskNumber } from '../../engines/vocabulary.ts';
import { Proc, ProcTimes } from './process.ts';

/** Stands where a process has ended. Its stamp is that of no event: theirs begin at 0. */
const NOBODY = new Proc(new ProcTimes(0), -1, undefined, 'core', -1, -1);
NOBODY.stamp = -1;

export class Processes {
  /** By id; `NOBODY` in place of one that has ended. */
  readonly all: Proc[] = [];
  /** The process that runs the engine's `main`. */
  main = NOBODY;
  readonly #caller: CpuNeed;
  readonly #times: ProcTimes;
  /** By lane: the process whose worker died there last. */
  readonly #diedOn = new Map<number, Proc>();

  /** What code that runs under the GIL elsewhere must hold here. */
  readonly #gil: CpuNeed;

  /**
   * `caller`: what code outside lanes must hold to run. `expected`: how many processes there will be, about. `free`: there is no GIL, so that
   * what needs it elsewhere needs a core.
   */
  constructor(caller: CpuNeed, expected: number, free = false) {
    this.#gil = free ? 'core' : 'gil';
    this.#caller = caller;
    this.#times = new ProcTimes(expected);
  }

  /** A new process, which has no program yet. On the lane of one that died it goes on with what was done there last. */
  add(place: LaneKind | undefined, lane: number, task: TaskNumber): Proc {
    const needs = place?.cpu ?? this.#caller;
    const holds = needs === 'gil' ? this.#gil : needs;
    const process = new Proc(this.#times, this.all.length, place, holds, lane, task);
    this.all.push(process);
    const before = place && this.#diedOn.size > 0 ? this.#diedOn.get(lane) : undefined;
    if (before) {
      process.last = before.last;
      process.lastEnd = before.lastEnd;
    }
    return process;
  }

  /** The process is over: nothing of it is kept but what others still hold of it. */
  remove(process: Proc): void {
    process.steps = undefined;
    this.all[process.id] = NOBODY;
  }

  /** The process's worker died: the next process on its lane takes over from it. */
  diedOnLane(process: Proc): void {
    this.#diedOn.set(process.lane, process);
  }
}
