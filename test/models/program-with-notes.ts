/** A scenario as the program that is exported (`src/code`), changed so that it prints what happens as JSON, on the machine's own clock. */
import { programOf } from '../../src/code/program.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { Outcome } from '../../src/trace/trace.ts';

/** One attempt, as the program noted it (ms). */
export interface Note {
  readonly task: string;
  readonly attempt: number;
  readonly outcome: Outcome;
  readonly lane: number;
  readonly start: number;
  readonly end: number;
}

/** What a program told of itself. */
export interface Told {
  readonly notes: readonly Note[];
  /** Undefined where it never came to its end. */
  readonly last?: {
    readonly totalMs: number;
    readonly raised: readonly string[];
    /** When the caller had a result: task, attempt, ms; the task `error` for when it heard of an error. */
    readonly yielded: readonly (readonly [task: string, attempt: number, ms: number])[];
  };
}

const NOTE = 'NOTE ';
const LAST = 'LAST ';

const WRITE_TRACE = `def write_trace():
    error = sys.exception()
    errors = [] if error is None else getattr(error, "exceptions", [error])
    raised = [str(e) if type(e) is ValueError else type(e).__name__ for e in errors]
    had = [["error", 0, at] if key == "error" else [*key, at] for key, at in YIELDED.items()]
    sys.stdout.write("${LAST}" + json.dumps({"totalMs": now(), "raised": raised, "yielded": had}) + "\\n")
`;

/** A call of the machine comes first: while more processes compute than there are cores the clock is right only after one. */
const NOW = `def now():
    import _k
    import os

    os.waitpid(os.getpid(), os.WNOHANG)
    return _k.now() * 1000
`;

/** Computing that is counted and need not really be done; the machine may interrupt it after each part. */
const COMPUTE = `def compute(seconds):
    import _k

    until = time.thread_time() + seconds
    while (left := until - time.thread_time()) > 1e-9:
        _k.charge(min(0.1, left * 1000))
`;

const COMPUTE_UNDER = `def compute_under(lock, seconds):
    import _k

    until = time.thread_time() + seconds
    while (left := until - time.thread_time()) > 1e-9:
        with lock:
            _k.charge(min(0.03, left * 1000))
`;

export function programWithNotes(engine: string, scenario: Scenario): string {
  const text = programOf(engine, scenario, { traced: true });
  return [
    ...(text.includes('def compute(') ? [[/^def compute\(seconds\):\n(?: {4}.*\n)+/m, COMPUTE] as const] : []),
    ...(text.includes('def compute_under(')
      ? [[/^def compute_under\(lock, seconds\):\n(?: {4}.*\n)+/m, COMPUTE_UNDER] as const]
      : []),
    [/^TRACE = .*$/m, 'TRACE = True'],
    [/^BEGAN = .*\n/m, ''],
    [/^def now\(\):\n(?: {4}.*\n)+/m, NOW],
    [
      /^def note\(span\):\n(?: {4}.*\n)+/m,
      `def note(span):\n    sys.stdout.write("${NOTE}" + json.dumps(span) + "\\n")\n`,
    ],
    [/^def write_trace\(\):\n(?: {4}.*\n)+/m, WRITE_TRACE],
  ].reduce((old, [pattern, by]) => {
    const changed = old.replace(pattern!, () => by as string);
    if (changed === old) throw new Error(`The exported program has no longer what ${String(pattern)} finds`);
    return changed;
  }, text);
}

export function toldBy(output: readonly { readonly stream: string; readonly text: string }[]): Told {
  // Lines of several processes come whole: each is one write. Results that the program prints itself are not.
  const lines = output
    .filter(({ stream, text }) => stream === 'out' && (text.startsWith(NOTE) || text.startsWith(LAST)))
    .map(({ text }) => text)
    .join('')
    .split('\n');
  const read = (mark: string) =>
    lines.filter((line) => line.startsWith(mark)).map((line) => JSON.parse(line.slice(mark.length)));
  const [last] = read(LAST);
  return { notes: read(NOTE), ...(last && { last }) };
}
