/** A run of a program as it is told, and as a trace: a lane is a task of the trace's scenario, with one span. */
import type { TaskSpec } from '../../../scenario/scenario.ts';
import { type CodeLine, outcomeNumber, SEGMENT_KINDS, Trace } from '../../../trace/trace.ts';
import type { CauseName } from '../../../trace/wait-causes.ts';
import type {
  Ended,
  Files,
  Finding,
  Lane,
  LaneEnd,
  Level,
  Options,
  Output,
  Place,
  Stretch,
  Thing,
  Update,
  WaitFor,
} from '../messages.ts';

const PYTHON_ENGINE = 'python';
const PYTHON_VERSION = 'CPython 3.14.2';

const SLEEP = SEGMENT_KINDS.indexOf('sleep');
const CPU = SEGMENT_KINDS.indexOf('cpu');

/** What is less of a wait is rounding (ms). */
const NOTHING = 1e-9;

export class ProgramTrace {
  readonly files: Files;
  readonly options: Options;
  readonly lanes: Lane[] = [];
  /** By lane. */
  readonly stretches: Stretch[][] = [];
  readonly ends = new Map<number, LaneEnd>();
  readonly output: Output[] = [];
  readonly things: Thing[] = [];
  readonly levels: Level[] = [];
  readonly findings: Finding[] = [];
  ended: Ended | undefined;
  nowMs = 0;

  constructor(files: Files, options: Options) {
    this.files = files;
    this.options = options;
  }

  /** Takes what is new. */
  add(update: Update): void {
    switch (update.kind) {
      case 'progress':
        this.nowMs = update.nowMs;
        for (const lane of update.lanes) this.lanes[lane.lane] = lane;
        for (const stretch of update.stretches) this.#spend(stretch);
        for (const end of update.ends) this.ends.set(end.lane, end);
        for (const line of update.output) this.#print(line);
        this.things.push(...update.things);
        for (const level of update.levels) this.levels.push(level);
        this.findings.push(...update.findings);
        break;
      case 'ended':
        this.ended = update;
        this.nowMs = update.totalMs;
        break;
      case 'asks':
    }
  }

  /** Computing that went on after it was told is told again, whole. */
  #spend(stretch: Stretch): void {
    const list = (this.stretches[stretch.lane] ??= []);
    if (list.at(-1)?.fromMs === stretch.fromMs) list[list.length - 1] = stretch;
    else list.push(stretch);
  }

  /** Text that goes on with an open line of the same lane is that line. */
  #print(line: Output): void {
    const last = this.output.at(-1);
    if (last && last.lane === line.lane && last.stream === line.stream && !last.text.endsWith('\n'))
      this.output[this.output.length - 1] = { ...last, text: last.text + line.text };
    else this.output.push(line);
  }

  /** What the lane does at that time (ms); undefined before it was made, after it ended, and while that is not told yet. */
  stretchAt(lane: number, atMs: number): Stretch | undefined {
    const list = this.stretches[lane] ?? [];
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle]!.toMs <= atMs) low = middle + 1;
      else high = middle;
    }
    const found = list[low];
    return found && found.fromMs <= atMs ? found : undefined;
  }

  /** The user's line at which the lane is at that time. */
  placeOf(lane: number, atMs: number): Place | undefined {
    return this.stretchAt(lane, atMs)?.at;
  }

  /** Names of lanes that are all different: `MainThread`, or with its process where there are several. */
  names(): string[] {
    const several = new Set(this.lanes.map((lane) => lane?.process.pid)).size > 1;
    const taken = new Map<string, number>();
    return Array.from(this.lanes, (lane) => {
      if (!lane) return '';
      const short = lane.is === 'task' && lane.does ? `${lane.name} ${lane.does}` : lane.name;
      const name = several ? `${lane.process.name}/${short}` : short;
      const times = (taken.get(name) ?? 0) + 1;
      taken.set(name, times);
      return times === 1 ? name : `${name} (${times})`;
    });
  }

  /** All of it so far as a trace of its own, which does not grow. */
  toTrace(): Trace {
    const names = this.names();
    const known = this.lanes.filter((lane) => lane !== undefined);
    const tasks: TaskSpec[] = known.map(({ lane }) => ({ id: names[lane]!, segments: [] }));
    const scenario = { name: this.files[0]?.name ?? 'program', tasks, seed: this.options.seed };
    const trace = new Trace('executed', PYTHON_ENGINE, this.options.machine, scenario, PYTHON_VERSION);
    trace.knowsCauses = true;
    const rows = new Map<number, number>();
    const lines = known.map((lane, place) => {
      const row = trace.begin(place, place, 1, lane.madeMs, lane.startMs);
      rows.set(lane.lane, row);
      return this.#fill(trace, row, lane);
    });
    for (const { lane, by } of known) {
      const maker = by === undefined ? undefined : rows.get(by);
      if (maker !== undefined) trace.spans.at.by[rows.get(lane)!] = maker;
    }
    const places = new Map(known.map(({ lane }, place) => [lane, place]));
    trace.program = {
      lines,
      names: {
        files: this.files.map(({ name }) => name),
        lanes: known.map(({ name }) => name),
        tasks: known.map(({ lane }) => names[lane]!),
      },
      output: this.output.map(({ at, lane, ...line }) => ({
        ...line,
        lane: places.get(lane) ?? 0,
        ...(at && { line: codeLine(at) }),
      })),
    };
    this.#conclude(trace);
    return trace;
  }

  #fill(trace: Trace, row: number, lane: Lane): { segments: CodeLine[]; waits: CodeLine[] } {
    const lines = { segments: [] as CodeLine[], waits: [] as CodeLine[] };
    for (const stretch of this.stretches[lane.lane] ?? []) {
      const { fromMs, toMs, at } = stretch;
      const line = codeLine(at);
      switch (stretch.state) {
        case 'computing': {
          trace.addSegment(row, CPU, fromMs, toMs);
          lines.segments.push(line);
          const waited = toMs - fromMs - stretch.cpuMs;
          // A task that is stepped in a shared burst has no count of its own.
          if (stretch.cpuMs > 0 && waited > NOTHING && waited > (toMs - fromMs) * 1e-6) {
            trace.addWait(row, trace.numberOf('core'), fromMs, toMs, waited);
            lines.waits.push(line);
          }
          break;
        }
        case 'sleeping':
          trace.addSegment(row, SLEEP, fromMs, toMs);
          lines.segments.push(line);
          break;
        case 'waiting':
          trace.addWait(row, trace.numberOf(causeOf(stretch.for)), fromMs, toMs, toMs - fromMs);
          lines.waits.push(line);
      }
    }
    const end = this.ends.get(lane.lane);
    if (end) {
      trace.spans.at.end[row] = end.atMs;
      trace.spans.at.outcome[row] = outcomeNumber(end.outcome);
    }
    return lines;
  }

  #conclude(trace: Trace): void {
    if (!this.ended) {
      trace.nowMs = this.nowMs;
      return;
    }
    const { end, totalMs } = this.ended;
    trace.totalMs = totalMs;
    switch (end.exit) {
      case 'raised':
        trace.facts.raised = [end.error.type];
        trace.facts.raisedMs = totalMs;
        break;
      case 'deadlock':
        trace.facts.hung = true;
        break;
      case 'stopped':
        trace.facts.stoppedMs = totalMs;
        break;
      case 'ended':
    }
    trace.facts.hash = this.ended.replay.hash;
  }
}

const codeLine = (at: Place | undefined): CodeLine => (at ? [at.file, at.line] : null);

/** What a wait is called in traces, whose queries have words of their own for `work` and `end`. */
function causeOf(what: WaitFor): CauseName {
  switch (what) {
    case 'work':
      return 'job';
    case 'end':
      return 'others';
    default:
      return what;
  }
}
