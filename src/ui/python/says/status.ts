/** How things stand, beside Run: one short sentence. */
import type { Loading } from '../../../kernel/python/messages.ts';
import { formatMs } from '../../../scenario/duration.ts';
import { sameProgram } from '../../../store/python/program.ts';
import type { ProgramState } from '../../../store/python/program-state.ts';
import { lengthWords } from '../../words/program-times.ts';

export function statusOf(state: ProgramState): string {
  const { python, foreign, running, shown, mistake, program, asks } = state;
  if (python.kind === 'refused')
    return python.passes ? 'Python could not be loaded' : 'Python does not run in this browser';
  if (foreign) return 'From a link: it waits for Run';
  if (python.kind === 'loading') return loadingWords(python.loading);
  if (asks) return 'Waits for your input';
  if (running) return 'Running';
  if (mistake) return `Line ${mistake.line} cannot be read`;
  if (!shown?.ended) return '';
  if (!sameProgram(shown.program, program)) return 'Changed since this run';
  const { end, totalMs, tookMs } = shown.ended;
  const ran = lengthWords(totalMs, program.options.clock);
  switch (end.exit) {
    case 'ended':
      return end.code === 0 ? `Ran ${ran} in ${formatMs(tookMs)}` : `Ran ${ran}, exit code ${end.code}`;
    case 'raised':
      return `Ran ${ran}, raised ${end.error.type}`;
    case 'deadlock':
      return 'Stopped: nobody can go on';
    case 'stopped':
      return end.why === 'cancelled' ? `Cancelled at ${ran}` : end.message;
  }
}

export function loadingWords({ stage, bytes, ofBytes }: Loading): string {
  switch (stage) {
    case 'fetching':
      return bytes === undefined
        ? 'Loading Python'
        : `Loading Python: ${mega(bytes)}${ofBytes ? ` of ${mega(ofBytes)}` : ''} MB`;
    case 'starting Python':
      return 'Starting Python';
    case 'making the memory image':
      return 'Preparing Python, once for this browser';
    case 'ready':
      return '';
  }
}

const mega = (bytes: number): string => (bytes / 1e6).toFixed(1);
