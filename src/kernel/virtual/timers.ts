/**
 * The timers of a loop, of which there may be as many as tasks. They lie in a heap; of many that are set while none is taken, all
 * but the first lie in a run beside it. Where never so many are set at once the heap alone is quicker.
 */
import { Events } from './events.ts';
import { LARGE, Run } from './run.ts';

export class Timers {
  length = 0;
  readonly #heap = new Events();
  readonly #run = new Run();
  /** Set since one was taken last. */
  #untaken = 0;

  /** `what` and `stamp` of the one last popped. */
  what = 0;
  stamp = 0;

  /** Time (ms) of the next one; there must be one. */
  get nextTime(): number {
    return this.#isInRun() ? this.#run.time[this.#run.read]! : this.#heap.nextTime;
  }

  push(time: number, what: number, stamp: number): void {
    this.length++;
    if (this.#untaken++ < LARGE) this.#heap.push(time, what, stamp);
    else this.#run.add(time, this.#heap.asked++, what, stamp);
  }

  /** Takes the next one out and gives its time. */
  pop(): number {
    const inRun = this.#isInRun();
    this.length--;
    this.#untaken = 0;
    return inRun ? this.#takeFromRun() : this.#takeFromHeap();
  }

  /** Whether the next one is the run's first. */
  #isInRun(): boolean {
    if (this.length === this.#heap.length) return false;
    const [heap, run] = [this.#heap, this.#run];
    if (run.sorted < run.end) this.#sortRun();
    const { read, sorted } = run;
    if (read === sorted) return false;
    return !heap.isNextBefore(run.time[read]!, run.order[read]!);
  }

  /** What the run has got is sorted, or goes into the heap. */
  #sortRun(): void {
    const run = this.#run;
    if (run.isWorthSorting) run.sort();
    else {
      const { sorted, end, time, what, stamp } = run;
      for (let at = sorted; at < end; at++) this.#heap.push(time[at]!, what[at]!, stamp[at]!);
      run.end = sorted;
    }
  }

  #takeFromRun(): number {
    const run = this.#run;
    const at = run.read++;
    this.what = run.what[at]!;
    this.stamp = run.stamp[at]!;
    return run.time[at]!;
  }

  #takeFromHeap(): number {
    const heap = this.#heap;
    const time = heap.pop();
    this.what = heap.what;
    this.stamp = heap.stamp;
    return time;
  }
}
