/** A Python that only plays runs that tests have written down: the messages of the real one, and a record that adds them up. */
import type {
  Ended,
  Files,
  Finding,
  Lane,
  LaneEnd,
  Level,
  Options,
  Output,
  Progress,
  Stretch,
  Thing,
  Update,
} from '../src/kernel/python/messages.ts';
import type { PythonDoor } from '../src/store/python/door.ts';
import type { ProgramRecord } from '../src/store/traces/program-record.ts';
import { causeNumber } from '../src/trace/cause.ts';
import { outcomeNumber, Trace } from '../src/trace/trace.ts';

const CPU = 1;
const SLEEP = 0;

/** Adds up what a run tells. */
export class FakeRecord implements ProgramRecord {
  readonly clock = 'virtual';
  readonly lanes: Lane[] = [];
  readonly ends = new Map<number, LaneEnd>();
  readonly output: Output[] = [];
  readonly things: Thing[] = [];
  readonly levels: Level[] = [];
  readonly findings: Finding[] = [];
  readonly stretches: Stretch[][] = [];
  readonly #tasks: { id: string; segments: [] }[] = [];
  readonly trace = new Trace('measured', 'python', { cores: 2 }, { tasks: this.#tasks });

  add(update: Update): void {
    if (update.kind === 'ended') this.#end(update);
    if (update.kind !== 'progress') return;
    for (const lane of update.lanes) {
      this.lanes.push(lane);
      this.#tasks.push({ id: lane.name, segments: [] });
      this.trace.begin(lane.lane, lane.lane, 1, lane.madeMs, lane.startMs);
    }
    for (const stretch of update.stretches) this.#stretch(stretch);
    for (const end of update.ends) {
      this.ends.set(end.lane, end);
      this.trace.spans.at.end[end.lane] = end.atMs;
      this.trace.spans.at.outcome[end.lane] = outcomeNumber(end.outcome);
    }
    this.output.push(...update.output);
    this.things.push(...update.things);
    this.levels.push(...update.levels);
    this.findings.push(...update.findings);
    this.trace.nowMs = update.nowMs;
  }

  placeOf(lane: number, atMs: number) {
    return this.stretchAt(lane, atMs)?.at;
  }

  stretchAt(lane: number, atMs: number): Stretch | undefined {
    return this.stretches[lane]?.find((one) => one.fromMs <= atMs && atMs < one.toMs);
  }

  #stretch(stretch: Stretch): void {
    (this.stretches[stretch.lane] ??= []).push(stretch);
    const { lane, fromMs, toMs } = stretch;
    if (stretch.state === 'waiting') this.trace.addWait(lane, causeNumber('dependency'), fromMs, toMs, toMs - fromMs);
    else this.trace.addSegment(lane, stretch.state === 'computing' ? CPU : SLEEP, fromMs, toMs);
  }

  #end({ totalMs }: Ended): void {
    for (const { lane } of this.lanes) {
      const { end } = this.trace.spans.at;
      if (Number.isNaN(end[lane]!)) end[lane] = totalMs;
    }
    this.trace.totalMs = totalMs;
  }
}

export const progress = (change: Partial<Progress>): Progress => ({
  kind: 'progress',
  nowMs: 0,
  lanes: [],
  stretches: [],
  ends: [],
  output: [],
  things: [],
  levels: [],
  findings: [],
  ...change,
});

export const ended = (totalMs: number, change: Partial<Ended> = {}): Ended => ({
  kind: 'ended',
  end: { exit: 'ended', code: 0 },
  replay: { seed: 1, hash: 'fake' },
  tookMs: 10,
  totalMs,
  dropped: { stretches: 0, output: 0 },
  ...change,
});

/** What a program does: its updates, the last of which is its end. */
export type Play = (files: Files, options: Options) => readonly [...Update[], Ended];

export interface FakeDoor extends PythonDoor {
  /** The runs that were asked for, in order. */
  readonly runs: { readonly files: Files; readonly options: Options; cancelled: boolean }[];
  /** Ends the oldest run that has not ended; where runs do not end by themselves. */
  finish(): Promise<void>;
}

/** `byHand`: a run ends when the test says so. */
export function fakeDoor(play: Play, byHand = false): FakeDoor {
  const runs: FakeDoor['runs'] = [];
  const open: (() => void)[] = [];
  return {
    runs,
    ready: Promise.resolve({ hash: 'fake', python: '3.14.2', cached: true, nsPerCheck: 10 }),
    run(files, options, told) {
      const run = { files, options, cancelled: false };
      runs.push(run);
      let finish = () => {};
      let stop = () => {};
      const over = new Promise<Ended>((resolve) => {
        finish = () => {
          const updates = play(files, options);
          for (const update of updates) if (!run.cancelled) told(update);
          resolve(updates.at(-1) as Ended);
        };
        stop = () => {
          run.cancelled = true;
          const end = { exit: 'stopped', why: 'cancelled', message: 'Cancelled' } as const;
          resolve(ended(0, { end }));
        };
      });
      if (byHand) open.push(finish);
      else queueMicrotask(finish);
      return { ended: over, cancel: stop, answer: () => {} };
    },
    async finish() {
      open.shift()?.();
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
    numbers: async () => [],
    record: () => new FakeRecord(),
    optionsOf: ({ clock, seed, pythonLike, cores, switchIntervalMs }) => ({
      clock,
      seed,
      pythonLike,
      machine: { cores, switchIntervalMs },
      limits: { realMs: 1000, virtualMs: 1e6, output: 1e6, processes: 16, threads: 200, stretches: 1000 },
    }),
  };
}

const process = { pid: 1, name: 'MainProcess' };

/** A lane that begins at 0 in the one process. */
export const lane = (number: number, name: string, change: Partial<Lane> = {}): Lane => ({
  lane: number,
  is: 'thread',
  name,
  process,
  madeMs: 0,
  startMs: 0,
  ...change,
});

/** A producer, two consumers, a queue of two places, as `examples/queue-workers.py` has them; `takesMs` an item. */
export function queueWorkers(takesMs: number): readonly [Progress, Ended] {
  const line = (n: number) => ({ file: 0, line: n });
  const stretches: Stretch[] = [];
  const levels: Level[] = [];
  const output: Output[] = [];
  const say = (atMs: number, of: number, text: string) =>
    output.push({ atMs, stream: 'out', text: `${(atMs / 1000).toFixed(1)} ${text}\n`, lane: of, at: line(10) });
  const free = [0, 0];
  const putAt: number[] = [];
  const tookAt: number[] = [];
  let producerMs = 0;
  for (let n = 0; n < 6; n++) {
    stretches.push({ lane: 1, state: 'sleeping', fromMs: producerMs, toMs: producerMs + 100, at: line(15) });
    producerMs += 100;
    putAt.push(producerMs);
    say(producerMs, 1, `put ${n}`);
    const who = free[0]! <= free[1]! ? 0 : 1;
    const from = Math.max(free[who]!, producerMs);
    if (from > free[who]!)
      stretches.push({
        lane: 2 + who,
        state: 'waiting',
        for: 'item',
        thing: 0,
        by: 1,
        call: 'Queue.get',
        fromMs: free[who]!,
        toMs: from,
        at: line(23),
      });
    stretches.push({ lane: 2 + who, state: 'sleeping', fromMs: from, toMs: from + takesMs, at: line(24) });
    tookAt.push(from);
    free[who] = from + takesMs;
    say(free[who]!, 2 + who, `${'AB'[who]} did ${n}`);
  }
  const putEnd = Math.max(producerMs, tookAt[5]!);
  if (putEnd > producerMs)
    stretches.push({
      lane: 1,
      state: 'waiting',
      for: 'place',
      thing: 0,
      by: 2,
      call: 'Queue.put',
      fromMs: producerMs,
      toMs: putEnd,
      at: line(19),
    });
  const events = [...putAt.map((ms) => [ms, 1] as const), ...tookAt.map((ms) => [ms, -1] as const)].sort(
    (a, b) => a[0] - b[0],
  );
  let level = 0;
  for (const [atMs, by] of events) levels.push({ thing: 0, atMs, level: (level += by) });
  const totalMs = Math.max(...free);
  stretches.push({
    lane: 0,
    state: 'waiting',
    for: 'end',
    lanes: [1, 2, 3],
    by: free[0]! > free[1]! ? 2 : 3,
    call: 'Thread.join',
    fromMs: 0,
    toMs: totalMs,
    at: line(33),
  });
  output.sort((a, b) => a.atMs - b.atMs);
  const lanes = ['MainThread', 'producer', 'consumer A', 'consumer B'].map((name, i) => lane(i, name));
  const ends: LaneEnd[] = [
    { lane: 1, atMs: putEnd, outcome: 'ok' },
    { lane: 2, atMs: free[0]!, outcome: 'ok' },
    { lane: 3, atMs: free[1]!, outcome: 'ok' },
    { lane: 0, atMs: totalMs, outcome: 'ok' },
  ];
  const things: Thing[] = [{ thing: 0, is: 'queue', name: 'jobs', size: 2 }];
  return [progress({ nowMs: totalMs, lanes, stretches, levels, output, ends, things }), ended(totalMs)];
}

/** Two locks taken in two orders, as `examples/deadlock.py` has them. */
export function deadlocked(): readonly [Progress, Ended] {
  const line = (n: number) => ({ file: 0, line: n });
  const stretches: Stretch[] = [
    { lane: 1, state: 'sleeping', fromMs: 0, toMs: 100, at: line(11) },
    { lane: 2, state: 'sleeping', fromMs: 0, toMs: 100, at: line(19) },
    { lane: 1, state: 'waiting', for: 'lock', thing: 1, fromMs: 100, toMs: 400, at: line(12) },
    { lane: 2, state: 'waiting', for: 'lock', thing: 0, fromMs: 100, toMs: 400, at: line(20) },
    { lane: 0, state: 'waiting', for: 'end', lanes: [1], fromMs: 0, toMs: 400, at: line(29) },
  ];
  const stuck = [
    {
      lane: 1,
      for: 'lock',
      at: line(12),
      thing: 1,
      heldBy: { lane: 2, at: line(17) },
      holds: [{ thing: 0, at: line(9) }],
    },
    {
      lane: 2,
      for: 'lock',
      at: line(20),
      thing: 0,
      heldBy: { lane: 1, at: line(9) },
      holds: [{ thing: 1, at: line(17) }],
    },
    { lane: 0, for: 'end', at: line(29), heldBy: { lane: 1 }, holds: [] },
  ] as const;
  return [
    progress({
      nowMs: 400,
      lanes: [lane(0, 'MainThread'), lane(1, 'one'), lane(2, 'two')],
      stretches,
      things: [
        { thing: 0, is: 'lock', name: 'a' },
        { thing: 1, is: 'lock', name: 'b' },
      ],
      levels: [
        { thing: 0, atMs: 0, level: 1, holders: [1] },
        { thing: 1, atMs: 0, level: 1, holders: [2] },
      ],
      output: [
        { atMs: 0, stream: 'out', text: 'one has a\n', lane: 1, at: line(10) },
        { atMs: 0, stream: 'out', text: 'two has b\n', lane: 2, at: line(18) },
      ],
      findings: [{ find: 'deadlock', atMs: 100, stuck, ring: [1, 2] }],
    }),
    ended(400, { end: { exit: 'deadlock', stuck } }),
  ];
}
