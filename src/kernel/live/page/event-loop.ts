/** How processes that run on the page's main thread get their turns: as a page gives them (`page-turns`), or as asyncio does (`asyncio-turns`). */
import type { PageProcess } from './page-process.ts';

export interface EventLoop {
  /** A new process is to have its first turn. */
  start(process: PageProcess): void;
  /** A new process has its first turn in the midst of its spawner's, which goes on once the new one sleeps or has ended. Only asyncio's loop has such. */
  startInside?(process: PageProcess, spawner: PageProcess): void;
  /** What a process awaited (a permit, an item, an end) is there. */
  wake(process: PageProcess): void;
  /** The process is to begin its task in a turn of its own. */
  begin(process: PageProcess): void;
  /** The process computes again, and lets nobody in between but the browser. */
  goOn(process: PageProcess): void;
  /** The process sleeps in its task until `due`; then it is to have a turn. */
  sleep(process: PageProcess): void;
  /** Calls this once at `atMs` (ms of the run), among the loop's own timers where it has any. */
  callAt(atMs: number, call: () => void): void;
  /** The process is cancelled in its sleep; false if it has been woken and is to have its turn anyhow. */
  stopSleep(process: PageProcess): boolean;
}
