/** What queues and permits on the page need of their run. */
import type { Admission, Entrant, TaskNumber, Timer } from '../../../engines/vocabulary.ts';
import type { Memory } from '../platform/memory.ts';
import type { Timers } from '../platform/timers.ts';
import type { PageProcess } from './page-process.ts';

export interface Surroundings {
  readonly memory: Memory;
  readonly timers: Timers;
  /** Room of a shared queue. */
  readonly capacity: number;
  /** The process can go on, with this. */
  wake(process: PageProcess, value: unknown): void;
  /** The entrant starts, with a permit of these; `givenBy`: the last attempt of who gave it up, -1 if it was free. */
  enter(entrant: Entrant, task: TaskNumber, permits: Admission, waited: boolean, givenBy: number): void;
  /** Acts after so long (ms), unless it is called off. */
  later(ms: number, act: () => void): Timer;
  /** The last attempt of the process that runs now, -1 for none. */
  lastOfRunning(): number;
  /** Lets those go on who were woken from outside the page. */
  settle(): void;
}
