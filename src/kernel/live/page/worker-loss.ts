/** What a worker takes along when it goes. Times are milliseconds of the run. */
import type { Ending, TaskNumber } from '../../../engines/vocabulary.ts';
import { causeNumber } from '../../../trace/cause.ts';
import { outcomeNumber } from '../../../trace/trace.ts';
import type { Stamps } from '../platform/stamps.ts';
import type { Merge, WorkerView } from '../record/merge.ts';
import type { Recorder } from '../record/recorder.ts';
import type { PageProcess } from './page-process.ts';

const OK = outcomeNumber('ok');
const FAILED = outcomeNumber('failed');
const KILLED = outcomeNumber('killed');
const MESSAGE = causeNumber('message');

/** How the process ends, and when its task did. */
export interface Loss {
  readonly ending: Ending;
  readonly atMs: number;
}

/** What a loss is written to. */
interface Records {
  readonly merge: Merge;
  readonly recorder: Recorder;
  readonly stamps: Stamps;
}

/** What the process's worker had in hand ends now, with `outcome`; nothing that the worker writes counts from now on. */
export function lose(process: PageProcess, outcome: number, { merge, recorder, stamps }: Records): Loss {
  const now = stamps.now();
  const worker = process.worker!;
  worker.lost = true;
  merge.read();
  const view = merge.view(worker.number);
  const oks: boolean[] = [];
  let slot = -1;
  if (process.asked) {
    slot = askedInHand(process.asked, oks, view, recorder, (row) => recorder.breakOff(row, outcome, now), now);
    process.asked = undefined;
  } else if (view.lastSlot >= 0 && (view.slot >= 0 || view.lastOutcome === KILLED || worker.doomedInTask)) {
    // It drove itself.
    slot = view.lastSlot;
    if (view.lastOutcome !== KILLED) recorder.breakOff(recorder.rowOf(slot), outcome, now);
  }
  merge.seal(view);
  const { chunk } = process;
  process.chunk = undefined;
  const task: TaskNumber | undefined = slot < 0 ? undefined : recorder.tasks.taskOf[slot];
  const row = slot < 0 ? -1 : recorder.rowOf(slot);
  return {
    ending: { died: true, task, error: undefined, chunk, oks: chunk && oks },
    atMs: row < 0 ? now : recorder.trace.spans.at.end[row]!,
  };
}

/**
 * Of the attempts that the worker was asked for, the one that it had in hand, which is broken off; `oks` gets how those before it
 * ended. One that ended without its answer on the way is lost with the worker.
 */
function askedInHand(
  asked: readonly number[],
  oks: boolean[],
  view: WorkerView,
  recorder: Recorder,
  breakOff: (row: number) => void,
  now: number,
): number {
  const { tasks, book, trace } = recorder;
  const endedAs = (slot: number) => (recorder.rowOf(slot) < 0 ? -1 : trace.spans.at.outcome[recorder.rowOf(slot)]!);
  let n = 0;
  for (; n < asked.length - 1; n++) {
    const ended = endedAs(asked[n]!);
    if (ended !== OK && ended !== FAILED) break;
    oks.push(ended === OK);
  }
  const slot = asked[n]!;
  if (endedAs(slot) !== KILLED) {
    const row = recorder.rowOf(slot);
    breakOff(row < 0 ? recorder.begin(slot, view.lane, book.at.requested[slot]!, now, MESSAGE, view.boot) : row);
  }
  for (const other of asked.slice(n + 1)) {
    book.giveBack(tasks.taskOf[other]!);
    book.at.releasedBy[other] = slot;
  }
  return slot;
}
