/** Notes what each lane does from moment to moment, and hands over what is new: the `Progress` of a run. */
import type {
  Computing,
  Finding,
  Lane,
  LaneEnd,
  LaneOutcome,
  Level,
  Limits,
  Output,
  Place,
  Progress,
  Stretch,
  Thing,
  WaitFor,
} from '../messages.ts';

/** What a lane does from some moment on. */
export type Doing =
  | { readonly state: 'computing' }
  | { readonly state: 'sleeping' }
  | {
      readonly state: 'waiting';
      readonly for: WaitFor;
      readonly call?: string | undefined;
      readonly thing?: number | undefined;
      readonly lanes?: readonly number[] | undefined;
    };

export const COMPUTING: Doing = { state: 'computing' };
export const SLEEPING: Doing = { state: 'sleeping' };
export const waitingFor = (what: WaitFor): Doing => ({ state: 'waiting', for: what });

/** What a lane has spent in one way at one line (ms). */
interface Spent {
  readonly state: Doing['state'];
  readonly at: Place | undefined;
  ms: number;
}

/** The stretch of a lane that goes on. */
interface Open {
  /** Since `watch`. */
  spent?: Map<string, Spent>;
  doing: Doing;
  from: number;
  at: Place | undefined;
  cpuMs: number;
  by: number | undefined;
  ended: boolean;
  /** The last stretch that was told of it, where that was computing; which news that was in, and its place there. */
  told?: Computing | undefined;
  toldIn?: number;
  toldAt?: number;
}

interface News {
  lanes: Lane[];
  stretches: Stretch[];
  ends: LaneEnd[];
  output: Output[];
  things: Thing[];
  levels: Level[];
  findings: Finding[];
}

const nothing = (): News => ({
  lanes: [],
  stretches: [],
  ends: [],
  output: [],
  things: [],
  levels: [],
  findings: [],
});

export class Telling {
  readonly dropped = { stretches: 0, output: 0 };
  readonly findings: Finding[] = [];
  readonly #limits: Limits;
  readonly #open: Open[] = [];
  readonly #lanes: Lane[] = [];
  #news = nothing();
  /** How many news have been handed over. */
  #handedOver = 0;
  #stretches = 0;
  #characters = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** A new lane, which waits to begin. Gives its number. */
  lane(made: Omit<Lane, 'lane' | 'startMs'>, doing: Doing): number {
    const lane = this.#lanes.length;
    this.#lanes.push({ ...made, lane, startMs: Number.NaN });
    this.#open.push({ doing, from: made.madeMs, at: made.at, cpuMs: 0, by: made.by, ended: false });
    return lane;
  }

  laneOf(lane: number): Lane {
    return this.#lanes[lane]!;
  }

  /** Python renamed a thread or a task. Only before it begins is that of use. */
  rename(lane: number, name: string): void {
    const known = this.#lanes[lane];
    if (known && Number.isNaN(known.startMs)) this.#lanes[lane] = { ...known, name };
  }

  /** What a lane does now. */
  doingOf(lane: number): Doing {
    return this.#open[lane]!.doing;
  }

  /** The lanes that have not ended and wait for something. */
  *waitingLanes(): Generator<[lane: number, { doing: Doing & { state: 'waiting' }; at: Place | undefined }]> {
    for (const [lane, { doing, at, ended }] of this.#open.entries())
      if (!ended && doing.state === 'waiting') yield [lane, { doing, at }];
  }

  placeOf(lane: number): Place | undefined {
    return this.#open[lane]!.at;
  }

  /** The lane's first instruction. */
  begins(lane: number, atMs: number): void {
    const known = this.#lanes[lane]!;
    if (!Number.isNaN(known.startMs)) return;
    const begun = { ...known, startMs: atMs };
    this.#lanes[lane] = begun;
    this.#news.lanes.push(begun);
  }

  /** The lane does something else from that moment on. */
  does(lane: number, doing: Doing, atMs: number, at?: Place): void {
    const open = this.#open[lane]!;
    if (open.ended) return;
    this.#close(lane, open, atMs);
    open.doing = doing;
    open.from = atMs;
    if (at) open.at = at;
    open.cpuMs = 0;
    open.by = undefined;
  }

  /** What the lane waited for is there since that moment, which may lie before now; from then on it waits for this. */
  readySince(lane: number, doing: Doing, sinceMs: number): void {
    const { from, doing: before } = this.#open[lane]!;
    if (before.state === 'waiting' && before.for === 'loop') return;
    this.does(lane, doing, Math.max(from, sinceMs));
  }

  /** The line at which a lane computes: that of the whole stretch, where it has gone from one line to another a new stretch begins. */
  computesAt(lane: number, at: Place | undefined, atMs: number): void {
    const open = this.#open[lane]!;
    if (open.at?.line === at?.line && open.at?.file === at?.file) return;
    if (open.doing.state === 'computing' && atMs > open.from) this.does(lane, COMPUTING, atMs, at);
    else open.at = at;
  }

  /** The lane has had a core for so long. */
  computed(lane: number, cpuMs: number): void {
    this.#open[lane]!.cpuMs += cpuMs;
  }

  /** Which lane ends the wait of this one. */
  woken(lane: number, by: number): void {
    this.#open[lane]!.by = by;
  }

  end(lane: number, outcome: LaneOutcome, atMs: number, error?: string): void {
    const open = this.#open[lane]!;
    if (open.ended) return;
    this.begins(lane, atMs);
    this.#close(lane, open, atMs);
    open.ended = true;
    this.#news.ends.push({ lane, atMs, outcome, ...(error === undefined ? {} : { error }) });
  }

  isEnded(lane: number): boolean {
    return this.#open[lane]!.ended;
  }

  output(line: Output): void {
    if (this.#characters + line.text.length > this.#limits.output) {
      if (this.dropped.output === 0)
        this.find({ find: 'limit', atMs: line.atMs, of: 'output', limit: this.#limits.output });
      this.dropped.output++;
      return;
    }
    this.#characters += line.text.length;
    const { output } = this.#news;
    const last = output.at(-1);
    if (last && last.lane === line.lane && last.stream === line.stream && !last.text.endsWith('\n'))
      output[output.length - 1] = { ...last, text: last.text + line.text };
    else output.push(line);
  }

  /** Something that is waited for. */
  thing(thing: Thing): void {
    this.#news.things.push(thing);
  }

  level(level: Level): void {
    this.#news.levels.push(level);
  }

  find(finding: Finding): void {
    this.findings.push(finding);
    this.#news.findings.push(finding);
  }

  /** From now on it is added up what the lane spends its time with. */
  watch(lane: number): void {
    this.#open[lane]!.spent = new Map();
  }

  /** What the lane has spent most of its time with since `watch`, and the line where most of that was. */
  spentMost(lane: number, nowMs: number): Omit<Spent, 'ms'> {
    const open = this.#open[lane]!;
    const all = [...(open.spent?.values() ?? []), { state: open.doing.state, at: open.at, ms: nowMs - open.from }];
    const byState = new Map<Doing['state'], number>();
    for (const { state, ms } of all) byState.set(state, (byState.get(state) ?? 0) + ms);
    const [state] = [...byState].reduce((most, one) => (one[1] > most[1] ? one : most));
    const { at } = all.filter((one) => one.state === state).reduce((most, one) => (one.ms > most.ms ? one : most));
    return { state, at };
  }

  /** What is new. Stretches that go on are not told before they end; computing that goes on after all is told again, whole. */
  news(nowMs: number): Progress {
    const { lanes, stretches, ends, output, things, levels, findings } = this.#news;
    this.#news = nothing();
    this.#handedOver++;
    return { kind: 'progress', nowMs, lanes, stretches, ends, output, things, levels, findings };
  }

  /** The run is over: what still goes on ends here. */
  closeAll(atMs: number): void {
    for (const [lane, open] of this.#open.entries()) {
      if (open.ended) continue;
      this.begins(lane, atMs);
      this.#close(lane, open, atMs);
      open.ended = true;
      this.#news.ends.push({ lane, atMs, outcome: 'killed' });
    }
  }

  #close(lane: number, open: Open, toMs: number): void {
    const { doing, from, at, cpuMs, by, spent: watched, told } = open;
    if (!(toMs > from)) return;
    if (watched) {
      const key = `${doing.state} ${at?.file} ${at?.line}`;
      const known = watched.get(key);
      if (known) known.ms += toMs - from;
      else watched.set(key, { state: doing.state, at, ms: toMs - from });
    }
    const { stretches } = this.#news;
    if (doing.state === 'computing' && told && told.toMs === from && sameLine(told.at, at)) {
      // Told whole again where its beginning was handed over: a sum of parts would depend on when that was.
      open.told = { ...told, toMs, cpuMs: told.cpuMs + cpuMs };
      if (open.toldIn === this.#handedOver) stretches[open.toldAt!] = open.told;
      else this.#tell(open, open.told);
      return;
    }
    open.told = undefined;
    if (this.#stretches >= this.#limits.stretches) {
      if (this.dropped.stretches === 0)
        this.find({ find: 'limit', atMs: toMs, of: 'stretches', limit: this.#limits.stretches });
      this.dropped.stretches++;
      return;
    }
    const spent = { lane, fromMs: from, toMs, ...(at && { at }) };
    this.#stretches++;
    if (doing.state === 'computing') {
      open.told = { ...spent, state: 'computing', cpuMs };
      this.#tell(open, open.told);
      return;
    }
    if (doing.state === 'sleeping') stretches.push({ ...spent, state: 'sleeping' });
    else {
      const { call, thing, lanes } = doing;
      stretches.push({
        ...spent,
        state: 'waiting',
        for: doing.for,
        ...(call && { call }),
        ...(thing && { thing }),
        ...(lanes && lanes.length > 0 && { lanes }),
        ...(by !== undefined && by !== lane && { by }),
      });
    }
  }

  #tell(open: Open, stretch: Computing): void {
    open.toldIn = this.#handedOver;
    open.toldAt = this.#news.stretches.push(stretch) - 1;
  }
}

const sameLine = (one: Place | undefined, other: Place | undefined): boolean =>
  one?.line === other?.line && one?.file === other?.file;
