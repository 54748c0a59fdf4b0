/** How a run of a lesson's program came out: the last line that it printed, `deadlock`, or what it raised. */
import type { Ran } from '../python/program-state.ts';

/** Undefined while it goes on. */
export function outcomeOf(ran: Ran | null): string | undefined {
  if (!ran?.ended) return undefined;
  const { end } = ran.ended;
  switch (end.exit) {
    case 'deadlock':
      return 'deadlock';
    case 'raised':
      return end.error.type;
    case 'ended':
    case 'stopped':
      return lastLine(ran.record.output.map(({ text }) => text).join(''));
  }
}

const lastLine = (output: string): string => output.trimEnd().split('\n').at(-1) ?? '';
