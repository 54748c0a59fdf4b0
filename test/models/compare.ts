/** What differs between a prediction and what CPython did, in words; nothing where they agree. */
import type { Trace } from '../../src/trace/trace.ts';
import { OUTCOMES } from '../../src/trace/trace.ts';
import type { Note, Told } from './program-with-notes.ts';

interface Attempt {
  readonly outcome: string;
  readonly start: number;
  readonly end: number;
  readonly yielded: number | undefined;
}

/** @param hung whether nobody could go on in the program
 *  @param within ms by which times may differ: the counter's resolution */
export function differences(predicted: Trace, { notes, last }: Told, hung: boolean, within: number): string[] {
  const wrong: string[] = [];
  const { facts } = predicted;
  if (hung !== (facts.hung === true)) wrong.push(hung ? 'hung, not so predicted' : 'predicted to hang, did not');
  if (!hung && !last) wrong.push('it told of no end');
  const had = new Map(last?.yielded.map(([task, attempt, ms]) => [`${task}/${attempt}`, ms]));
  const model = attemptsOf(predicted);
  const real = new Map(notes.map((note) => [`${note.task}/${note.attempt}`, asAttempt(note, had)]));
  for (const [name, one] of model) {
    const other = real.get(name);
    real.delete(name);
    // Whoever is killed can leave no note.
    if (one.outcome === 'killed' || one.outcome === 'running') {
      if (other) wrong.push(`${name} predicted ${one.outcome}, was ${other.outcome} at ${at(other.end)}`);
      continue;
    }
    if (!other) {
      wrong.push(`${name} predicted ${one.outcome} at ${at(one.end)}, left no note`);
      continue;
    }
    if (other.outcome !== one.outcome) wrong.push(`${name} predicted ${one.outcome}, was ${other.outcome}`);
    for (const what of ['start', 'end', 'yielded'] as const) {
      // Of results it tells at its end.
      if (what === 'yielded' && !last) continue;
      const [a, b] = [one[what], other[what]];
      if (a === b || (a !== undefined && b !== undefined && Math.abs(a - b) <= within)) continue;
      // A caller that has an error takes nothing more, whatever it had at the same moment.
      wrong.push(`${name} ${what} predicted ${at(a)}, was ${at(b)}`);
    }
  }
  for (const [name, { outcome, start }] of real) wrong.push(`${name} not predicted, was ${outcome} from ${at(start)}`);
  if (last) {
    const raised = facts.raised ?? [];
    if (kinds(raised) !== kinds(last.raised))
      wrong.push(`raises predicted ${kinds(raised)}, was ${kinds(last.raised)}`);
    const total = predicted.totalMs;
    // What the program leaves running may end after the last line of its own.
    const took = Math.max(last.totalMs, ...notes.map(({ end }) => end));
    // Whoever is killed after the caller has raised leaves no word, and nobody waits for it who would.
    const { raisedMs = Number.POSITIVE_INFINITY } = facts;
    const endsUnheard = [...model.values()].some(
      ({ outcome, end }) => outcome === 'killed' && end > raisedMs && Math.abs(end - total) <= within,
    );
    if (Math.abs(total - took) > within && !(endsUnheard && took < total))
      wrong.push(`total predicted ${at(total)}, was ${at(took)}`);
  }
  return wrong;
}

/** Errors of the caller's own by their last name. */
const kinds = (raised: readonly string[]): string =>
  [...raised]
    .map((one) => one.replace(/:.*$/s, '').split('.').at(-1)!.replace(/ .*/s, ''))
    .sort()
    .join(' ') || 'nothing';

const at = (ms: number | undefined): string => (ms === undefined ? 'never' : ms.toFixed(3));

function asAttempt({ task, attempt, outcome, start, end }: Note, had: ReadonlyMap<string, number>): Attempt {
  return { outcome, start, end, yielded: had.get(`${task}/${attempt}`) };
}

function attemptsOf({ spans, scenario }: Trace): Map<string, Attempt> {
  const all = new Map<string, Attempt>();
  for (let row = 0; row < spans.length; row++) {
    const { task, attempt, outcome, start, end, yielded } = spans.at;
    if (Number.isNaN(start[row]!)) continue;
    all.set(`${scenario.tasks[task[row]!]!.id}/${attempt[row]}`, {
      outcome: OUTCOMES[outcome[row]!]!,
      start: start[row]!,
      end: end[row]!,
      yielded: Number.isNaN(yielded[row]!) ? undefined : yielded[row]!,
    });
  }
  return all;
}
