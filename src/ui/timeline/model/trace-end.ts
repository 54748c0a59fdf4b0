/** Until when a section's run goes, as far as is known. */
import { makespanOf } from '../../../trace/ends.ts';
import type { Trace } from '../../../trace/trace.ts';

/** Behind a prediction there is some air: its run may take longer. */
const AIR = 1.02;

/** The end of the run or of its prediction (ms), whichever is later. */
export const traceEnd = (predicted: Trace | undefined, measured: Trace | undefined): number =>
  Math.max(predicted ? makespanOf(predicted) * AIR : 0, measured ? makespanOf(measured) : 0);
