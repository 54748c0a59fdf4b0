/** What a stretch of time is, for its mark: doing, or one of four kinds of waiting. */
import { causeRow } from '../../trace/cause.ts';
import type { CauseName, WaitMark } from '../../trace/wait-causes.ts';

export type StretchKind = 'cpu' | 'sleep' | WaitMark;

export const kindOf = (cause: CauseName): WaitMark => causeRow(cause).mark;

/** `a worker`, `the GIL`: after "waits for". */
export const whatOf = (cause: CauseName): string => causeRow(cause).what;
