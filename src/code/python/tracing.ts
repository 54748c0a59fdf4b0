/** What a program needs to write a trace (`--trace FILE`): each attempt leaves a note of itself, the end makes a trace of them. */
import { indented, quoted } from './literals.ts';

/** Constants: when the program began, for its child processes too, and where the trace goes. */
export const TRACE_CONSTANTS = `TRACE = sys.argv[2] if sys.argv[1:2] == ["--trace"] else None
BEGAN = float(os.environ.setdefault("BEGAN", str(time.time())))
YIELDED = {}  # when the caller had a result, ms by task and attempt`;

const NOW = `def now():
    """Milliseconds since the program began."""
    return (time.time() - BEGAN) * 1000


def note(span):
    if TRACE:
        with open(TRACE + ".notes", "a") as notes:
            print(json.dumps(span), file=notes)`;

/** `task`: the work with a note around it, which is what callers hand over. `kind`: of the only stretch that each task has. */
export function tracedTask(async: boolean, passes: string, kind: 'sleep' | 'cpu' | undefined): string {
  const segments = kind ? `{"kind": "${kind}", "start": start, "end": now()}` : '';
  const cancelled = async ? 'except asyncio.CancelledError:\n    outcome = "cancelled"\n    raise\n' : '';
  const body = `start, outcome = now(), "failed"
try:
    result = ${async ? 'await ' : ''}work(${passes})
    outcome = "ok"
    return result
${cancelled}finally:
    span = {"task": str(i), "attempt": attempt, "outcome": outcome}
    span |= {"lane": threading.get_native_id(), "start": start, "end": now()}
    span |= {"segments": [${segments}]}
    note(span)`;
  return `${NOW}


${async ? 'async def' : 'def'} task(i, attempt=1):
    """Does the work of a task, and notes when and how it ended."""
${indented(body)}`;
}

/** Makes the trace of the notes. `scenario`: as JSON. */
export function writeTrace(engine: string, scenario: string): string {
  return `def write_trace():
    """Makes a trace of the notes (concurrency-trace/1, times in ms)."""
    error, lanes = sys.exception(), {}
    with open(TRACE + ".notes") as notes:
        spans = sorted(map(json.loads, notes), key=lambda span: span["start"])
    os.remove(TRACE + ".notes")
    for span in spans:
        span["lane"] = lanes.setdefault(span["lane"], len(lanes))
        span["yielded"] = YIELDED.get((span["task"], span["attempt"]))
    facts = {}
    if error:
        errors = getattr(error, "exceptions", [error])
        raised = [str(e) if type(e) is ValueError else type(e).__name__ for e in errors]
        facts = {"raised": raised, "raisedMs": YIELDED.get("error", now())}
    trace = {
        "format": "concurrency-trace/1",
        "source": "recorded",
        "engine": ${quoted(engine)},
        "engineVersion": f"CPython {platform.python_version()}",
        "machine": {"cores": os.cpu_count()},
        "scenario": json.loads(SCENARIO),
        "totalMs": now(),
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
  /** The caller has an error, and has something to do before it passes it on. */
  raised(indent: number): string;
}

export function notesOf(traced: boolean): Notes {
  const line = (indent: number, text: string) => (traced ? `\n${' '.repeat(indent)}${text}` : '');
  return {
    traced,
    yielded: (indent, i, attempt = '1') => line(indent, `YIELDED[str(${i}), ${attempt}] = now()`),
    raised: (indent) => line(indent, 'YIELDED["error"] = now()'),
  };
}
