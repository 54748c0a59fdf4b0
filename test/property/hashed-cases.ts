import type { Machine } from '../../src/scenario/machine.ts';
import { CPYTHON_LINUX } from '../../src/scenario/machine.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { sfc32 } from '../../src/scenario/sfc32.ts';
import { validateScenario } from '../../src/scenario/validate.ts';

/** What one prediction is made from. */
export interface HashedCase {
  readonly scenario: Scenario;
  readonly machine: Machine;
}

/** Draws from the numbers of one case. The same case draws the same numbers for ever. */
interface Dice {
  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number;
  /** A number of milliseconds from `min` to `max`, on a grid of a thousandth of a millisecond. */
  ms(min: number, max: number): number;
  one<T>(list: readonly T[]): T;
  /** True in `percent` of a hundred draws. */
  chance(percent: number): boolean;
}

type Fields = Record<string, unknown>;

/** What a kind adds: members of the tasks, and knobs of the scenario. */
interface Kind {
  readonly task?: (dice: Dice, index: number) => Fields;
  readonly knobs?: (dice: Dice, tasks: number) => Fields;
}

const MACHINES: readonly Machine[] = [
  { cores: 1 },
  { cores: 2 },
  { cores: 4, switchIntervalMs: 5 },
  { cores: 3, speed: 1.5, messageRoundTripMs: 0.4, workerStartMs: 12, pipeRoundTripMs: 0.1, threadStartMs: 0.2 },
  { cores: 2, messageRoundTripMs: 0.03, workerStartMs: 30, forkStartMs: 2, spawnStartMs: 60, pipeRoundTripMs: 0.05 },
  CPYTHON_LINUX,
];

/** Ids of some of the tasks before this one: no circle can come of them. */
const someBefore = (dice: Dice, index: number): string[] =>
  Array.from({ length: index }, (_, k) => String(k)).filter(() => dice.chance(100 / (index + 1)));

const failing = (dice: Dice): Fields =>
  dice.chance(40) ? { fails: dice.chance(50) ? true : [dice.whole(1, 2), dice.whole(2, 3)] } : {};

const seed = (dice: Dice): Fields => ({ seed: dice.whole(0, 2 ** 31) });

/**
 * The kinds of scenario of which traces are hashed. A new kind is a row here. Rows that are there stay as they are: a
 * change of what a row draws would be a change of every hash of its kind.
 */
const KINDS = {
  plain: {},
  'fails and retry': {
    task: (dice) => ({ ...failing(dice), ...(dice.chance(50) && { retry: dice.whole(0, 3) }) }),
  },
  fails: { task: failing, knobs: seed },
  after: { task: (dice, index) => ({ ...(dice.chance(60) && { after: someBefore(dice, index) }), ...failing(dice) }) },
  dies: { task: (dice) => ({ ...(dice.chance(20) && { dies: true }), ...failing(dice) }), knobs: seed },
  kills: {
    knobs: (dice, tasks) => ({
      kills: Array.from({ length: dice.whole(1, 2) }, () => ({
        atMs: dice.ms(0, 120),
        workerOf: String(dice.whole(0, tasks - 1)),
      })),
    }),
  },
  'gives up': { task: failing, knobs: (dice) => ({ giveUpMs: dice.ms(0, 200) }) },
  spawn: { knobs: (dice) => ({ startMethod: 'spawn', ...seed(dice) }) },
  'dispatch and chunks': {
    task: failing,
    knobs: (dice) => ({
      dispatch: dice.one(['message', 'chunk', 'shared']),
      ...(dice.chance(70) && { chunksize: dice.whole(1, 5) }),
    }),
  },
  'GIL with seeds': { knobs: seed },
  'switch intervals': {
    knobs: (dice) => ({ switchIntervalMs: dice.one([0.1, 0.37, 1, 2.5, 7, 50, 1000]), ...seed(dice) }),
  },
  everything: {
    task: (dice, index) => ({
      ...failing(dice),
      ...(dice.chance(30) && { retry: dice.whole(1, 2) }),
      ...(dice.chance(30) && { after: someBefore(dice, index) }),
      ...(dice.chance(10) && { dies: true }),
    }),
    knobs: (dice, tasks) => ({
      ...seed(dice),
      ...(dice.chance(30) && { giveUpMs: dice.ms(20, 300) }),
      ...(dice.chance(30) && { kills: [{ atMs: dice.ms(0, 100), workerOf: String(dice.whole(0, tasks - 1)) }] }),
      ...(dice.chance(30) && { startMethod: 'spawn' }),
      ...(dice.chance(50) && { dispatch: dice.one(['chunk', 'shared']) }),
      ...(dice.chance(40) && { chunksize: dice.whole(1, 4) }),
      ...(dice.chance(40) && { switchIntervalMs: dice.ms(0.1, 20) }),
    }),
  },
} satisfies Record<string, Kind>;

export type KindName = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS) as readonly KindName[];

/**
 * Case number `number` (from 0) of a kind. The cases come from numbers of their own and not from fast-check, so that they
 * stay the same when its version or `scenario-arbitrary.ts` changes.
 */
export function hashedCase(name: KindName, number: number): HashedCase {
  const kind: Kind = KINDS[name];
  const dice = diceOf(KIND_NAMES.indexOf(name), number);
  const count = dice.whole(1, 14);
  const tasks = Array.from({ length: count }, (_, index) => ({
    id: String(index),
    segments: segmentsOf(dice, name === 'GIL with seeds' || name === 'switch intervals'),
    ...kind.task?.(dice, index),
  }));
  const workers = dice.whole(1, 6);
  const machine = dice.one(MACHINES);
  const { scenario } = validateScenario({ workers, ...kind.knobs?.(dice, count), tasks });
  return { scenario, machine };
}

function segmentsOf(dice: Dice, computing: boolean): Fields[] {
  return Array.from({ length: dice.whole(dice.chance(10) ? 0 : 1, 3) }, () => ({
    kind: dice.chance(computing ? 80 : 45) ? 'cpu' : 'sleep',
    // Whole numbers meet each other at the same moment, others do not.
    ms: dice.chance(60) ? dice.whole(0, 8) * 5 : dice.ms(0, 40),
  }));
}

function diceOf(kind: number, number: number): Dice {
  const draw = sfc32(number, kind, 200);
  const whole = (min: number, max: number) => min + (draw() % (max - min + 1));
  return {
    whole,
    ms: (min, max) => whole(Math.round(min * 1000), Math.round(max * 1000)) / 1000,
    one: (list) => list[whole(0, list.length - 1)]!,
    chance: (percent) => draw() % 1000 < percent * 10,
  };
}
