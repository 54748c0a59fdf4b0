/** Runs of one program under many interleavings, grouped by what came out. */
import type { Ended, Output } from '../../kernel/python/messages.ts';
import type { Outcome } from './program-state.ts';

const MOST_SAID = 60;

/** The outcomes with one more run among them; the most frequent first, then in the order in which they were found. */
export function outcomesWith(
  outcomes: readonly Outcome[],
  seed: number,
  output: readonly Output[],
  { end }: Ended,
): Outcome[] {
  const printed = textOf(output);
  const key = `${end.exit} ${end.exit === 'raised' ? end.error.type : ''} ${printed}`;
  const says = lastWords(printed, end);
  const place = outcomes.findIndex((one) => one.key === key);
  const grown =
    place < 0
      ? [...outcomes, { key, says, exit: end.exit, seeds: [seed] }]
      : outcomes.with(place, { ...outcomes[place]!, seeds: [...outcomes[place]!.seeds, seed] });
  return grown.sort((a, b) => b.seeds.length - a.seeds.length);
}

/** Of a run that ended well its last line; of another one how it ended. */
function lastWords(printed: string, end: Ended['end']): string {
  if (end.exit === 'raised') return end.error.type;
  if (end.exit === 'deadlock') return 'nobody can go on';
  if (end.exit === 'stopped') return 'stopped';
  const lines = printed.trimEnd().split('\n');
  const last = lines.at(-1) ?? '';
  return last === '' ? 'no output' : last.length > MOST_SAID ? `${last.slice(0, MOST_SAID - 1)}…` : last;
}

const textOf = (output: readonly Output[]): string =>
  output
    .filter(({ stream }) => stream === 'out')
    .map(({ text }) => text)
    .join('');
