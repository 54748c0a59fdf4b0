import fc from 'fast-check';
import type { Scenario, SegmentKind } from '../../src/scenario/scenario.ts';
import { validateScenario } from '../../src/scenario/validate.ts';

/** What random scenarios may have. All switches are off unless told: then ids are "0", "1", ... and every task simply ends. */
export interface ScenarioOptions {
  /** 0 unless told. */
  readonly minTasks?: number;
  /** 12 unless told. */
  readonly maxTasks?: number;
  /** 3 unless told. */
  readonly maxSegments?: number;
  /** Longest segment, 50 ms unless told. */
  readonly maxMs?: number;
  /** Whole milliseconds (the default), or any finite number. */
  readonly anyMs?: boolean;
  readonly kinds?: readonly SegmentKind[];
  /** `workers` is always set, from 1 to this; 8 unless told. */
  readonly maxWorkers?: number;
  /** Dependencies without circles, forward ones too. */
  readonly after?: boolean;
  readonly fails?: boolean;
  readonly retry?: boolean;
  readonly dies?: boolean;
  readonly group?: boolean;
  readonly kills?: boolean;
  /** `chunksize`, `dispatch`, `startMethod`, `switchIntervalMs`, `giveUpMs`, `seed`, `name`. */
  readonly knobs?: boolean;
  /** Ids that are any text. */
  readonly oddIds?: boolean;
  /** What only engines of many processes and machines know, but for `gets`. */
  readonly many?: boolean;
  /** Members that nobody knows, everywhere. */
  readonly unknown?: boolean;
}

/** Everything on. */
export const WILD: ScenarioOptions = {
  anyMs: true,
  after: true,
  fails: true,
  retry: true,
  dies: true,
  group: true,
  kills: true,
  knobs: true,
  oddIds: true,
  unknown: true,
};

/** Any text, lone surrogates too. */
export const arbText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes)),
);

const arbName = arbText.filter((name) => name !== '');

const KNOWN = new Set(
  'id segments fails retry dies after group cpus actor gets delayMs priority job segmentsOf jobs together hostOf kind ms atMs workerOf tasks kills workers chunksize dispatch startMethod switchIntervalMs giveUpMs seed name'.split(
    ' ',
  ),
);

/** A valid scenario in its plainest form, as `validateScenario` gives it. */
export function arbScenario(options: ScenarioOptions = {}): fc.Arbitrary<Scenario> {
  const {
    minTasks = 0,
    maxTasks = 12,
    maxSegments = 3,
    maxMs = 50,
    maxWorkers = 8,
    kinds = ['sleep', 'cpu'],
  } = options;
  const sometimes = <T>(on: boolean | undefined, value: fc.Arbitrary<T>) =>
    on ? fc.option(value, { nil: undefined, freq: 2 }) : fc.constant(undefined);
  const others = options.unknown
    ? fc.oneof(
        { weight: 5, arbitrary: fc.constant({}) },
        {
          weight: 1,
          arbitrary: fc.dictionary(
            arbText.filter((name) => !KNOWN.has(name)),
            fc.jsonValue(),
            { maxKeys: 3 },
          ),
        },
      )
    : fc.constant({});
  const whole = fc.integer({ min: 0, max: maxMs });
  const ms = options.anyMs
    ? fc.oneof(
        whole,
        whole.map((s) => s * 1000),
        fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
      )
    : whole;
  const segment = fc.tuple(fc.record({ kind: fc.constantFrom(...kinds), ms }), others).map(merge);
  const segments = fc.array(segment, { maxLength: maxSegments });
  const groupName = fc.oneof(fc.constantFrom('load', 'merge', 'after', 'sleep', 'pool', 'name'), arbText);
  const attempts = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 });
  const task = fc
    .tuple(
      fc.record({
        segments,
        fails: sometimes(options.fails, fc.oneof(fc.constant(true as const), attempts)),
        retry: sometimes(options.retry, fc.integer({ min: 0, max: 3 })),
        dies: sometimes(options.dies, fc.boolean()),
        group: sometimes(options.group, groupName),
        ...(options.many && {
          dies: sometimes(true, fc.oneof(fc.boolean(), attempts)),
          cpus: sometimes(true, fc.oneof(fc.constantFrom(0, 0.5, 1, 4), fc.double({ min: 0, max: 1e6, noNaN: true }))),
          actor: sometimes(true, fc.oneof(fc.constantFrom('counter', 'after', 'on'), arbName)),
          delayMs: sometimes(true, ms),
          priority: sometimes(true, fc.integer({ min: 0, max: 9 })),
          job: sometimes(true, fc.oneof(fc.constantFrom('a', 'dies'), arbName)),
          segmentsOf: sometimes(
            true,
            fc.dictionary(
              fc.constantFrom('1', '2', '17'),
              fc.array(fc.record({ kind: fc.constantFrom(...kinds), ms }), { maxLength: 2 }),
            ),
          ),
        }),
      }),
      others,
    )
    .map(merge);
  // Runs of equal tasks and whole-second ladders, so that the printer's short forms are met.
  const run = fc
    .tuple(task, fc.constantFrom('one', 'run', 'ladder'), fc.integer({ min: 2, max: 5 }))
    .map(([one, how, n]) => {
      if (how === 'one') return [one];
      return Array.from({ length: n }, (_, k) => ({
        ...one,
        ...(how === 'ladder' && { segments: [{ kind: kinds[0], ms: options.anyMs ? k * 1000 : Math.min(k, maxMs) }] }),
      }));
    });
  const tasks = fc
    .array(run, { minLength: minTasks, maxLength: Math.max(minTasks, maxTasks) })
    .map((runs) => runs.flat().slice(0, maxTasks));
  const knobs = options.knobs
    ? fc.record(
        {
          chunksize: fc.integer({ min: 1, max: 9 }),
          dispatch: fc.constantFrom('message', 'chunk', 'shared'),
          startMethod: fc.constantFrom('fork', 'spawn'),
          switchIntervalMs: fc.double({ min: 0.01, max: 20, noNaN: true }),
          giveUpMs: fc.integer({ min: 0, max: 5000 }),
          seed: fc.maxSafeNat(),
          name: arbText,
        },
        { requiredKeys: [] },
      )
    : fc.constant({});
  return fc
    .tuple(
      tasks,
      knobs,
      fc.integer({ min: 1, max: maxWorkers }),
      others,
      fc.infiniteStream(fc.nat()),
      fc.array(arbText, { minLength: maxTasks, maxLength: maxTasks }),
    )
    .map(([list, set, workers, more, numbers, names]) => {
      const nat = () => numbers.next().value as number;
      const ids = list.map((_, k) => String(k));
      if (options.oddIds) {
        ids.forEach((_, k) => {
          const name = nat() % 4 === 0 ? (names[k] as string) : nat() % 4 === 0 ? String(nat() % (2 * maxTasks)) : '';
          if (name !== '' && !ids.includes(name)) ids[k] = name;
        });
      }
      const rank = ids.map(() => nat());
      const whole_ = list.map((one, k) => {
        const before = ids.filter((_, j) => (rank[j] as number) < (rank[k] as number));
        const sameGroup = nat() % 3 === 0;
        const after = options.after && nat() % 3 === 0 ? before.filter(() => sameGroup || nat() % 3 === 0) : [];
        return { ...one, id: ids[k], after };
      });
      const kills =
        options.kills && ids.length > 0
          ? Array.from({ length: nat() % 3 }, () => ({
              atMs: nat() % 100,
              [options.many && nat() % 2 === 0 ? 'hostOf' : 'workerOf']: ids[nat() % ids.length],
              ...more,
            }))
          : [];
      const jobs = options.many
        ? [...new Set(names)]
            .filter((name) => name !== '')
            .slice(0, nat() % 3)
            .map((name) => ({
              name,
              ...(nat() % 2 === 0 && { atMs: nat() % 1000 }),
              ...(nat() % 2 === 0 && { pool: `p ${nat() % 3}` }),
            }))
        : [];
      const together = options.many && ids.length > 1 && nat() % 2 === 0 ? [[ids[0], ids[nat() % ids.length]]] : [];
      return validateScenario({ ...more, ...set, workers, kills, jobs, together, tasks: whole_ }).scenario;
    });
}

function merge([a, b]: [object, object]): Record<string, unknown> {
  return { ...b, ...a };
}

/** The same scenarios, some with attempts that have segments of their own: the first and the second of each n-th task. */
export const withOwnSegments = (scenarios: fc.Arbitrary<Scenario>, kind: SegmentKind): fc.Arbitrary<Scenario> =>
  fc.tuple(scenarios, fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined })).map(([scenario, every]) => ({
    ...scenario,
    tasks: scenario.tasks.map((task, t) =>
      every === undefined || t % every > 0
        ? task
        : { ...task, segmentsOf: { '1': [{ kind, ms: 3 }], '2': [...task.segments, { kind: 'sleep', ms: 1 }] } },
    ),
  }));
