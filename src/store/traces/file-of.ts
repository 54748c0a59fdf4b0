/** Files of traces, for the page's interface. What makes them comes with what brings the first trace: a run, an opened file, a program. */
import type { TraceFile } from '../../trace/files/trace-file.ts';
import type { Trace } from '../../trace/trace.ts';

let make: ((trace: Trace) => TraceFile) | undefined;

/** To be called by whoever brings traces. */
export function filesAreMadeBy(maker: (trace: Trace) => TraceFile): void {
  make = maker;
}

/** @throws {Error} before anybody has brought a trace */
export function fileOf(trace: Trace): TraceFile {
  if (!make) throw new Error('What makes files of traces comes with the first trace');
  return make(trace);
}
