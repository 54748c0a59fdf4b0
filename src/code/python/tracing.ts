/** What a program needs to write a trace (`--trace FILE`): each attempt leaves a note of itself, the end makes a trace of them. */
import { indented, quoted } from './literals.ts';

/** What the trace of one family of engines has of its own, as Python. */
export interface Tracing {
  /** Constants: when the program began, for its child processes too, and where the trace goes. */
  readonly constants: string;
  /** The engine and its version, as inside an f-string; CPython's own follows. */
  readonly version: string;
  /** Members of a span that only these have, each a statement. */
  readonly members: readonly string[];
  /** The notes' clock began so many ms before the run; undefined: with it. */
  readonly shift: string | undefined;
  /** Sets `raised`, the list of what ended the caller's call, from `error`. */
  readonly raised: string;
  /** What the trace says of failures that the caller caught, as Python; left out where it catches none. */
  readonly caught?: string;
  /** The engine tries again by itself, and tells nobody which attempt it is: they are counted in the order of their begin. */
  readonly countsAttempts?: true;
  /** The caller cannot know which attempt gave it a result: the last one did. */
  readonly yieldsLast: boolean;
  /** Calls `main` by `call` and writes the trace, where one is asked for. */
  readonly run: (call: string) => string;
}

export const YIELDED = 'YIELDED = {}  # when the caller had a result, ms by task and attempt';

export const OF_PYTHON: Tracing = {
  constants: `TRACE = sys.argv[2] if sys.argv[1:2] == ["--trace"] else None
BEGAN = float(os.environ.setdefault("BEGAN", str(time.time())))
${YIELDED}`,
  version: '',
  members: [],
  shift: undefined,
  raised: `errors = getattr(error, "exceptions", [error])
raised = [str(e) if type(e) is ValueError else type(e).__name__ for e in errors]`,
  yieldsLast: false,
  run: (call) => `try:\n    ${call}\nfinally:\n    if TRACE:\n        write_trace()`,
};

const NOW = `def now():
    """Milliseconds since the program began."""
    return (time.time() - BEGAN) * 1000


def note(span):
    if TRACE:
        with open(TRACE + ".notes", "a") as notes:
            print(json.dumps(span), file=notes)`;

/** The function around the work that callers hand over. */
export interface Traced {
  readonly async: boolean;
  /** What the work is called with. */
  readonly passes: string;
  /** The kind of the only stretch that each task has. */
  readonly kind: 'sleep' | 'cpu' | undefined;
}

/** `task`: the work with a note around it. */
export function tracedTask({ async, passes, kind }: Traced, { members }: Tracing): string {
  const segments = kind ? `{"kind": "${kind}", "start": start, "end": end}` : '';
  const cancelled = async ? 'except asyncio.CancelledError:\n    outcome = "cancelled"\n    raise\n' : '';
  const body = `start, outcome = now(), "failed"
try:
    result = ${async ? 'await ' : ''}work(${passes})
    outcome = "ok"
    return result
${cancelled}finally:
    end = now()
    span = {"task": str(i), "attempt": attempt, "outcome": outcome}
    span |= {"lane": threading.get_native_id(), "start": start, "end": end}
    span |= {"segments": [${segments}]}${members.map((member) => `\n    ${member}`).join('')}
    note(span)`;
  return `${NOW}


${async ? 'async def' : 'def'} task(i, attempt=1):
    """Does the work of a task, and notes when and how it ended."""
${indented(body)}`;
}

/** Makes the trace of the notes. `scenario`: as JSON. */
export function writeTrace(
  engine: string,
  scenario: string,
  { version, shift, raised, caught, countsAttempts, yieldsLast }: Tracing,
): string {
  const shifted =
    shift &&
    `shift = ${shift}
for one in [one for span in spans for one in [span, *span["segments"]]]:
    one |= {"start": one["start"] - shift, "end": one["end"] - shift}
`;
  const counted = `begun = {}
for span in spans:
    span["attempt"] = begun[span["task"]] = begun.get(span["task"], 0) + 1
`;
  const last = 'last = {span["task"]: span["attempt"] for span in spans}\n';
  const yielded = yieldsLast
    ? `is_last = span["attempt"] == last[span["task"]]
span["yielded"] = YIELDED.get((span["task"], 1)) if is_last else None`
    : 'span["yielded"] = YIELDED.get((span["task"], span["attempt"]))';
  return `def write_trace():
    """Makes a trace of the notes (concurrency-trace/1, times in ms)."""
    error, lanes = sys.exception(), {}
    with open(TRACE + ".notes") as notes:
        spans = sorted(map(json.loads, notes), key=lambda span: span["start"])
    os.remove(TRACE + ".notes")
${indented(`${shifted ?? ''}${countsAttempts ? counted : ''}${yieldsLast ? last : ''}`)}    for span in spans:
        span["lane"] = lanes.setdefault(span["lane"], len(lanes))
${indented(yielded, 8)}
    facts, ends = {}, [span["end"] for span in spans] + list(YIELDED.values())
    if error:
${indented(raised, 8)}
        facts = {"raised": raised, "raisedMs": YIELDED.get("error", now())}
        ends.append(facts["raisedMs"])${caught ? `\n    facts["caught"] = ${caught}` : ''}
    trace = {
        "format": "concurrency-trace/1",
        "source": "recorded",
        "engine": ${quoted(engine)},
        "engineVersion": f"${version}CPython {platform.python_version()}",
        "machine": {"cores": os.cpu_count()},
        "scenario": json.loads(SCENARIO),
        "totalMs": max(ends, default=0),
        "facts": facts,
        "spans": spans,
    }
    with open(TRACE, "w") as file:
        json.dump(trace, file)


# What the trace says was to be run.
SCENARIO = ${pythonText(scenario)}`;
}

/** JSON as a Python text. It has no line feed of its own. */
const pythonText = (json: string): string =>
  json.includes("'") || json.includes('\\') ? `r"""${json.replaceAll('"""', '""\\u0022')}"""` : `'${json}'`;

/** What callers note for the trace, as lines to follow another one; nothing where the program has no trace. */
export interface Notes {
  readonly traced: boolean;
  /** The caller has the result of an attempt at task `i`; `indent`: of the line. */
  yielded(indent: number, i: string, attempt?: string): string;
  /** The caller caught the error of task `i`, and goes on. */
  caught(indent: number, i: string): string;
  /** The caller has an error, and has something to do before it passes it on. */
  raised(indent: number): string;
}

export function notesOf(traced: boolean): Notes {
  const line = (indent: number, text: string) => (traced ? `\n${' '.repeat(indent)}${text}` : '');
  return {
    traced,
    yielded: (indent, i, attempt = '1') => line(indent, `YIELDED[str(${i}), ${attempt}] = now()`),
    caught: (indent, i) => line(indent, `CAUGHT[str(${i})] = {"ms": now(), **told(error)}`),
    raised: (indent) => line(indent, 'YIELDED["error"] = now()'),
  };
}
