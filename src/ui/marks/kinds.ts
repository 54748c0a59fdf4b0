/** What a stretch of time is, for its mark: doing, or one of three kinds of waiting. */
import { WAIT_CAUSES, type WaitCause } from '../../trace/trace.ts';
import { CAUSE_LOOKS } from '../timeline/model/causes.ts';

export type StretchKind = 'cpu' | 'sleep' | 'place' | 'compute' | 'thin';

export function kindOf(cause: WaitCause): StretchKind {
  return CAUSE_LOOKS[WAIT_CAUSES.indexOf(cause)]!.mark;
}

/** `a worker`, `the GIL`: after "waits for". */
export function whatOf(cause: WaitCause): string {
  return CAUSE_LOOKS[WAIT_CAUSES.indexOf(cause)]!.what;
}
