/** Why the run took so long, in words; of one that ended badly, how. */
import type { Ran } from '../../../store/python/program-state.ts';
import type { ProgramRecord } from '../../../store/traces/program-record.ts';
import { countWord, list } from '../../words/names-and-numbers.ts';
import { doing } from '../../words/program-doing.ts';
import { lengthWords, momentWords } from '../../words/program-times.ts';
import { listed, type Sentence, say, strong } from '../../words/sentence.ts';
import { toldOf } from './findings.ts';
import type { Told } from './told.ts';
import { chainOf, type Share } from './why.ts';

/** All that there is to say of a run, what matters most first. */
export function saidOf(ran: Ran): readonly Told[] {
  const found = toldOf(ran.record.findings, ran);
  const end = ran.ended?.end;
  const serious = found.filter(({ tone }) => tone === 'fail');
  const rest = found.filter(({ tone }) => tone !== 'fail');
  if (!end) return [...serious, goesOn(ran)];
  if (end.exit === 'raised' && serious.length === 0) return [raised(ran), ...rest];
  if (end.exit === 'stopped' && serious.length === 0)
    return [{ tone: 'plain', title: 'Stopped', says: [say`${end.message}`], lines: [] }, ...rest];
  return end.exit === 'ended' || end.exit === 'raised' ? [...serious, oneLane(ran) ?? why(ran), ...rest] : found;
}

/** So many lanes are told one by one. */
const MOST_LANES = 3;

/** Of a run under way for long: what its lanes did last, where anything is known of that yet. */
export function goesOn({
  record,
}: {
  readonly record: Pick<ProgramRecord, 'lanes' | 'ends' | 'stretches' | 'things'>;
}): Told {
  const now = record.lanes.flatMap(({ lane, name }) => {
    const last = record.ends.has(lane) ? undefined : record.stretches[lane]?.at(-1);
    return last ? [{ name, last }] : [];
  });
  const each = now.slice(0, MOST_LANES).map(({ name, last }) => {
    const line = last.at ? ` (line ${last.at.line})` : '';
    return say`${strong(name)} ${doing(last, record.things, record.lanes)}${line}`;
  });
  const says =
    each.length > 0 ? [say`Now ${listed(each)}.`] : [say`It has done one thing since it began, and goes on with that.`];
  const more = now.length - each.length;
  if (more > 0) says.push(say`${more === 1 ? 'One more lane goes' : `${more} more lanes go`} on, too.`);
  return {
    tone: 'plain',
    title: 'Still running',
    says,
    note: say`Python runs beside the page, which stays awake. Cancel stops it, and what ran so far is drawn.`,
    lines: [],
  };
}

/** More sleeps than this nobody would give a thread each. */
const MOST_SLEEPS = 100;

/** One lane that sleeps time after time: what it would take if the sleeps overlapped. */
function oneLane({ record, program, ended }: Ran): Told | undefined {
  const { clock } = program.options;
  if (record.lanes.length !== 1 || clock === 'steps') return undefined;
  const sleeps = (record.stretches[0] ?? []).filter(({ state }) => state === 'sleeping');
  const lengths = sleeps.map(({ fromMs, toMs }) => toMs - fromMs);
  const sum = lengths.reduce((all, ms) => all + ms, 0);
  if (sleeps.length < 2 || sleeps.length > MOST_SLEEPS || sum < ended!.totalMs / 2) return undefined;
  const longest = lengthWords(Math.max(...lengths), clock);
  return {
    tone: 'plain',
    title: 'One lane: nothing overlaps',
    says: [
      say`It sleeps ${countWord(sleeps.length)} times, one after another: ${strong(lengthWords(sum, clock))} in all. In threads of their own the sleeps would overlap and take ${strong(longest)}.`,
    ],
    lines: [],
    help: {
      title: 'What would help',
      says: [say`An example shows a thread for each sleep. Undo brings your program back.`],
      example: { name: 'Show it with threads', id: 'thread_each' },
    },
  };
}

function raised(ran: Ran): Told {
  const { end, totalMs } = ran.ended!;
  if (end.exit !== 'raised') throw new Error('It raised nothing');
  const { type, line, file = 0 } = end.error;
  const ends = [...ran.record.ends.values()];
  const failed = ends.filter(({ outcome }) => outcome === 'failed');
  const cut = ends.filter(({ outcome }) => outcome === 'cancelled');
  const names = cut.map(({ lane }) => ran.record.lanes[lane]?.name ?? '');
  const also: Sentence[] =
    cut.length > 0 ? [say`The error cancelled ${names.length > 3 ? `${names.length} lanes` : list(names)}.`] : [];
  return {
    tone: 'fail',
    title: 'What one error did',
    says: [
      say`${strong(type)} ended the program at ${strong(momentWords(totalMs, ran.program.options.clock))}${line === undefined ? '' : `, raised in line ${line}`}.`,
      ...also,
      ...(failed.length > 1 ? [say`${failed.length} lanes ended with an error.`] : []),
    ],
    lines: line === undefined ? [] : [{ file, line }],
  };
}

/** A share of the chain that is worth a sentence. */
const WORTH = 0.12;

function why(ran: Ran): Told {
  const { clock } = ran.program.options;
  const total = ran.ended!.totalMs;
  const chain = chainOf(ran.record);
  const shares = chain.filter(({ ms }, i) => i === 0 || ms >= total * WORTH);
  const title = `Why ${lengthWords(total, clock)}?`;
  if (shares.length === 0 || total === 0)
    return { tone: 'plain', title, says: [say`Nothing in it takes a time worth a word.`], lines: [] };
  const [first, ...rest] = shares.slice(0, 3);
  const says = [first!, ...rest].map((share) => shareSays(share, ran));
  const note =
    says.length > 1
      ? say`They follow one another on the longest chain: each begins when the one before lets it.`
      : say`That is the longest chain: all else goes on beside it.`;
  return { tone: 'plain', title, says, ...(ran.record.lanes.length > 1 && { note }), lines: [] };
}

function shareSays({ lane, does, at, times, ms }: Share, { record, program }: Ran): Sentence {
  const often = times === 1 ? '' : times === 2 ? ' twice' : ` ${countWord(times)} times`;
  const long = strong(lengthWords(ms, program.options.clock));
  const line = at ? ` (line ${at.line})` : '';
  const name = strong(record.lanes[lane]?.name ?? '');
  return say`For ${long}${times > 1 ? ' in all,' : ''} ${name} ${does}${often}${line}.`;
}
