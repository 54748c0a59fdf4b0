/** What was found in a run, in words: one function a kind of finding. */
import type { Finding, Lane, Place, Stuck, Thing } from '../../../kernel/python/messages.ts';
import { formatCount } from '../../../scenario/count.ts';
import { type Fix, fixed } from '../../../store/python/fixes.ts';
import type { Program } from '../../../store/python/program.ts';
import type { CodeLine } from '../../../store/python/program-state.ts';
import type { ProgramRecord } from '../../../store/traces/program-record.ts';
import { thingName } from '../../words/program-doing.ts';
import { lengthWords, momentWords } from '../../words/program-times.ts';
import { type Sentence, say, strong } from '../../words/sentence.ts';
import type { Told } from './told.ts';

interface Of {
  readonly record: Pick<ProgramRecord, 'lanes' | 'things'>;
  readonly program: Program;
}

/** The one that matters most first. */
const ORDER: readonly Finding['find'][] = [
  'deadlock',
  'limit',
  'unguarded main',
  'no event loop',
  'cannot pickle',
  'missing here',
  'lost update',
  'blocked loop',
  'never awaited',
  'daemon cut off',
  'C code',
];

export function toldOf(findings: readonly Finding[], of: Of): Told[] {
  const sorted = [...findings].sort((a, b) => ORDER.indexOf(a.find) - ORDER.indexOf(b.find) || a.atMs - b.atMs);
  const losses = new Map<string, number>();
  for (const one of findings) if (one.find === 'lost update') losses.set(one.name, (losses.get(one.name) ?? 0) + 1);
  const named = new Set<string>();
  return sorted.flatMap((finding) => {
    if (finding.find !== 'lost update') return [inWords(finding, of, 1)];
    // The first loss of a value stands for all of them.
    if (named.has(finding.name)) return [];
    named.add(finding.name);
    return [inWords(finding, of, losses.get(finding.name)!)];
  });
}

/** @param times how often the like was found */
function inWords(finding: Finding, of: Of, times: number): Told {
  switch (finding.find) {
    case 'deadlock':
      return deadlock(finding, of);
    case 'lost update':
      return lostUpdate(finding, of, times);
    case 'blocked loop':
      return blockedLoop(finding, of);
    case 'never awaited':
      return {
        tone: 'fail',
        title: 'A coroutine that nobody awaits',
        says: [
          say`The coroutine ${strong(finding.name)} was called${atLine(finding.at)}, and nobody awaited what it gave: none of its lines ran.`,
        ],
        lines: linesOf(finding.at),
        help: {
          title: 'What would help',
          says: [say`Write await before the call, or give it to asyncio.create_task.`],
        },
      };
    case 'unguarded main':
      return {
        tone: 'fail',
        title: 'Each child would start the program anew',
        ...(finding.of === 'interpreter'
          ? {
              says: [
                say`A new interpreter runs this file to find the function that it is to call, and so it comes to the line that makes interpreters${atLine(finding.at)}. Elsewhere Python would make one inside the other until the memory is used up.`,
              ],
            }
          : {
              says: [
                say`A new process imports this file, and so it comes to the line that starts processes${atLine(finding.at)}. Python refuses that with a RuntimeError.`,
              ],
              note: say`Since Python 3.14 the start method on Linux is forkserver. Until 3.13 it was fork, which copies the parent and imports nothing.`,
            }),
        lines: linesOf(finding.at),
        help: {
          title: 'What would help',
          says: [say`Put what starts processes below if __name__ == "__main__":, which is true in the parent only.`],
          ...(finding.at && { fix: { name: 'Add the guard', fix: { kind: 'guard', ...finding.at } } }),
        },
      };
    case 'no event loop':
      return {
        tone: 'fail',
        title: 'There is no event loop yet',
        says: [
          say`asyncio.get_event_loop()${atLine(finding.at)} gives the loop that there is. Since Python 3.14 it makes none.`,
        ],
        lines: linesOf(finding.at),
        help: {
          title: 'What would help',
          says: [say`Write asyncio.new_event_loop(), or better a coroutine main, and asyncio.run(main()).`],
          fix: { name: 'Make a new loop', fix: { kind: 'new loop' } },
        },
      };
    case 'cannot pickle':
      return {
        tone: 'fail',
        title: 'It cannot be sent to another process',
        says: [
          say`What goes to another process is pickled, and ${strong(finding.what)}${atLine(finding.at)} cannot be.`,
        ],
        lines: linesOf(finding.at),
        help: {
          title: 'What would help',
          says: [
            say`Send plain values, and functions that stand at the top level of a file: no lambdas, locks or open files.`,
          ],
        },
      };
    case 'daemon cut off':
      return {
        tone: 'plain',
        title: 'A daemon thread was cut off',
        says: [
          say`The program ended at ${strong(momentWords(finding.atMs, clockOf(of)))} while ${strong(nameOf(of, finding.lane))} was at work${atLine(finding.at)}. Nobody waits for daemon threads.`,
        ],
        lines: linesOf(finding.at),
        help: { title: 'What would help', says: [say`Join it before the end, or leave out daemon=True.`] },
      };
    case 'missing here':
      return {
        tone: 'fail',
        title: 'Not to be had in a page',
        says: [
          say`${finding.at ? `Line ${finding.at.line}` : 'The program'} needs ${strong(finding.what)}, which does not work in the page’s Python.`,
        ],
        note: say`What is missing: shared_memory, sockets, subprocess, signals, os.fork, and packages with C code, such as numpy.`,
        lines: linesOf(finding.at),
      };
    case 'C code':
      return {
        tone: 'plain',
        title: `C code: ${lengthWords(finding.measuredMs, 'real')} measured, ${finding.charged ? 'counted' : 'not counted'}`,
        says: [
          say`${finding.at ? `On the way to line ${finding.at.line}` : 'The program'} computed in C for ${strong(lengthWords(finding.measuredMs, 'real'))}. The page counts steps of Python, of which there were hardly any.`,
        ],
        lines: linesOf(finding.at),
        ...(!finding.charged && {
          help: {
            title: 'What would help',
            says: [
              say`Have what was measured counted. It differs a little from run to run, so the run is then never quite the same again.`,
            ],
            fix: { name: 'Count it', fix: { kind: 'charge C' } },
          },
        }),
      };
    case 'limit':
      return {
        tone: 'fail',
        title: 'Stopped at a limit',
        says: [LIMIT[finding.of](finding.limit)],
        lines: [],
      };
  }
}

const LIMIT: Readonly<Record<Extract<Finding, { find: 'limit' }>['of'], (limit: number) => Sentence>> = {
  realMs: (ms) => say`The run took longer than ${strong(`${ms / 1000} s`)} of real time.`,
  virtualMs: (ms) => say`The program's own clock passed ${strong(`${ms / 60_000} min`)}.`,
  output: (n) => say`It printed more than ${strong(formatCount(n))} characters; the rest was counted only.`,
  processes: (n) => say`It wanted more than ${strong(String(n))} processes at a time.`,
  threads: (n) => say`It wanted more than ${strong(String(n))} threads at a time.`,
  stretches: (n) => say`It did more than ${strong(formatCount(n))} different things; what came later is not drawn.`,
};

/** The pool all of whose threads wait for results that only one of them could make. */
function poolThatWaits(stuck: readonly Stuck[], { record }: Of): string | undefined {
  const pools = new Set(stuck.flatMap(({ lane }) => record.lanes[lane]?.pool ?? []));
  return [...pools].find((pool) =>
    stuck.every(({ lane, for: waits }) => record.lanes[lane]?.pool !== pool || waits === 'result'),
  );
}

function deadlock({ stuck, ring }: Extract<Finding, { find: 'deadlock' }>, of: Of): Told {
  const pool = poolThatWaits(stuck, of);
  if (pool !== undefined) return selfWaiting(pool, stuck, of);
  const inRing = new Set(ring);
  // Whoever is in the ring first: the others only wait for one of them.
  const sorted = [...stuck].sort((a, b) => Number(inRing.has(b.lane)) - Number(inRing.has(a.lane)));
  const says = sorted.map((one) => stuckSays(one, of));
  const [first, second] = stuck.filter(({ lane }) => inRing.has(lane));
  const taken = second?.holds[0]?.at;
  const crossed = first && second && inRing.size === 2 && second.for === 'lock' && taken && second.at;
  return {
    tone: 'fail',
    title: 'Nobody can go on: a deadlock',
    says,
    note: say`A real Python would say nothing and hang; here the clock knows that nothing is left to happen.`,
    lines: stuck.flatMap(({ at }) => linesOf(at)),
    ...(crossed
      ? {
          help: {
            title: 'What would help',
            says: [say`Take both locks in the same order everywhere: then one waits for the whole of the other.`],
            fix: {
              name: `Swap lines ${taken.line} and ${second.at!.line}`,
              fix: { kind: 'swap', file: taken.file, line: taken.line, other: second.at!.line },
            },
          },
        }
      : {}),
  };
}

function selfWaiting(pool: string, stuck: readonly Stuck[], of: Of): Told {
  const own = stuck.filter(({ lane }) => of.record.lanes[lane]?.pool === pool);
  const lines = [...new Set(own.flatMap(({ at }) => at?.line ?? []))].sort((a, b) => a - b);
  const where = lines.length > 0 ? ` (line ${lines.join(', ')})` : '';
  const who = own.length === 1 ? 'Its only thread waits' : `All ${own.length} threads of it wait`;
  return {
    tone: 'fail',
    title: 'The pool waits for itself',
    says: [
      say`${strong(pool)} can do no more. ${who} for the result of a task${where} that is still in the pool's own queue.`,
      say`Only a thread of this pool could do that task, and none is free.`,
    ],
    note: say`With more threads it may go well for a while: the trap stays.`,
    lines: own.flatMap(({ at }) => linesOf(at)),
    help: {
      title: 'What would help',
      says: [say`Let the caller wait, not the tasks of the pool; or give the inner tasks a pool of their own.`],
    },
  };
}

/** "Thread one holds a (line 8) and waits for b (line 11)." */
function stuckSays({ lane, holds, for: waits, at, thing, heldBy }: Stuck, of: Of): Sentence {
  const name = subject(of, lane);
  const held = holds.map((one) => `${thingOf(of, one.thing)}${inBrackets(one.at)}`).join(' and ');
  const what =
    thing !== undefined
      ? thingOf(of, thing)
      : heldBy
        ? `${nameOf(of, heldBy.lane)} ${waits === 'result' ? 'and its result' : 'to end'}`
        : 'what never comes';
  return held
    ? say`${name} holds ${strong(held)} and waits for ${strong(`${what}${inBrackets(at)}`)}.`
    : say`${name} waits for ${what}${inBrackets(at)}.`;
}

function lostUpdate(
  { name, reader, writer, over }: Extract<Finding, { find: 'lost update' }>,
  of: Of,
  times: number,
): Told {
  const clock = clockOf(of);
  const [from, to] = [reader.at, over.at];
  const lock: Fix | undefined =
    from && to && from.file === to.file && from.line <= to.line
      ? { kind: 'lock', file: from.file, line: from.line, to: to.line }
      : undefined;
  const lockable = lock !== undefined && fixed(of.program, lock) !== undefined;
  return {
    tone: 'fail',
    title: 'Where it went wrong: a lost update',
    says: [
      say`${subject(of, reader.lane)} read ${name} as ${reader.value}${inBrackets(reader.at)} at ${momentWords(reader.atMs, clock)}. Then ${strong(nameOf(of, writer.lane))} wrote ${writer.value}${inBrackets(writer.at)}.`,
      say`At ${momentWords(over.atMs, clock)} ${strong(nameOf(of, over.lane))} wrote ${strong(over.value)} over it${inBrackets(over.at)}: ${nameOf(of, writer.lane)}'s update is lost.`,
    ],
    note: say`${times > 1 ? `${times} updates of ${name} were lost in this run. ` : ''}The GIL does not help here: it guards Python itself, not your ${name}.`,
    lines: [...linesOf(reader.at), ...linesOf(over.at)],
    help: {
      title: 'What would help',
      says: [
        lockable
          ? say`A lock around lines ${strong(`${from!.line} to ${to!.line}`)}: then nobody comes between the read and the write.`
          : say`One lock, held from the read to the write by all who change ${name}.`,
      ],
      ...(lockable && { fix: { name: 'Try a lock', fix: lock } }),
    },
  };
}

function blockedLoop({ ms, at, state, late, lane }: Extract<Finding, { find: 'blocked loop' }>, of: Of): Told {
  const did = { computing: 'computed', sleeping: 'slept', waiting: 'waited' }[state];
  const who = late.length === 1 ? `${nameOf(of, late[0]!)} woke late` : `${formatCount(late.length)} tasks woke late`;
  return {
    tone: 'fail',
    title: 'The event loop stood still',
    says: [
      say`${subject(of, lane)} ${did} for ${strong(lengthWords(ms, clockOf(of)))} on the loop${atLine(at)}; ${late.length === 0 ? 'nobody else could run' : who}.`,
    ],
    lines: linesOf(at),
    help: {
      title: 'What would help',
      says: [
        state === 'sleeping'
          ? say`Write await asyncio.sleep instead: it gives the loop to the others meanwhile.`
          : say`Hand it to a thread with await asyncio.to_thread, and the loop stays free.`,
      ],
      ...(state === 'sleeping' && at && { fix: { name: 'Await the sleep', fix: { kind: 'await sleep', ...at } } }),
    },
  };
}

const clockOf = ({ program }: Of) => program.options.clock;
const nameOf = ({ record }: { readonly record: { readonly lanes: readonly Lane[] } }, lane: number): string =>
  record.lanes[lane]?.name ?? `lane ${lane + 1}`;

/** At the beginning of a sentence: `MainThread`, `Thread one`. */
function subject({ record }: Of, lane: number): Sentence {
  const own = record.lanes[lane];
  const name = own?.name ?? `Lane ${lane + 1}`;
  if (/^\p{Lu}/u.test(name)) return [strong(name)];
  return say`${own?.is === 'task' ? 'Task' : 'Thread'} ${strong(name)}`;
}

function thingOf({ record }: { readonly record: { readonly things: readonly Thing[] } }, number: number): string {
  const thing = record.things.find((one) => one.thing === number);
  return thing ? thingName(thing) : 'something';
}

const linesOf = (at: Place | undefined): CodeLine[] => (at ? [{ file: at.file, line: at.line }] : []);
const atLine = (at: Place | undefined): string => (at ? ` in line ${at.line}` : '');
const inBrackets = (at: Place | undefined): string => (at ? ` (line ${at.line})` : '');
