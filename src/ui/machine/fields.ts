/** The costs of a machine that can be set by hand, in the order of the panel. */
import type { Machine } from '../../scenario/machine.ts';

interface Field {
  /** A curve is measured, not typed. */
  readonly name: Exclude<keyof Machine, 'speedByBusyCores' | 'nodes' | 'sharedCores'>;
  readonly title: string;
  /** What it is, where the title does not say it. */
  readonly about: string;
  readonly unit: '' | 'ms' | '×';
  /** The value of a machine that says nothing. */
  readonly preset: number;
}

export const FIELDS: readonly Field[] = [
  { name: 'cores', title: 'Cores', about: 'How many tasks can compute at once, without a GIL.', unit: '', preset: 2 },
  {
    name: 'speed',
    title: 'Speed',
    about: 'A faster interpreter, such as PyPy, shortens only cpu.',
    unit: '×',
    preset: 1,
  },
  {
    name: 'switchIntervalMs',
    title: 'Switch interval',
    about: 'How long a thread waits before it asks the holder for the GIL.',
    unit: 'ms',
    preset: 5,
  },
  {
    name: 'threadStartMs',
    title: 'Thread start',
    about: 'How long it takes until a new thread runs.',
    unit: 'ms',
    preset: 0,
  },
  {
    name: 'forkStartMs',
    title: 'Process start, fork',
    about: 'How long it takes until a forked process runs.',
    unit: 'ms',
    preset: 0,
  },
  {
    name: 'spawnStartMs',
    title: 'Process start, spawn',
    about: 'How long a new interpreter computes before it runs its first instruction.',
    unit: 'ms',
    preset: 0,
  },
  {
    name: 'pipeRoundTripMs',
    title: 'Pipe round trip',
    about: 'How long a message to a process and back takes.',
    unit: 'ms',
    preset: 0,
  },
  {
    name: 'messageRoundTripMs',
    title: 'Message round trip',
    about: 'How long a message to a Web Worker and back takes.',
    unit: 'ms',
    preset: 0,
  },
  {
    name: 'workerStartMs',
    title: 'Worker start',
    about: 'How long a Web Worker takes to start when it replaces another during a run.',
    unit: 'ms',
    preset: 0,
  },
];

/** Whether a machine may have this value there. */
export function fits({ name }: Field, value: number): boolean {
  if (!Number.isFinite(value) || value < 0) return false;
  if (name === 'cores') return Number.isInteger(value) && value > 0;
  return value > 0 || (name !== 'speed' && name !== 'switchIntervalMs');
}

/** The machine with one value changed; what says nothing is left out, so that links stay short. */
export function withValue(machine: Machine, { name, preset }: Field, value: number): Machine {
  const { [name]: _, ...rest } = machine;
  return (name !== 'cores' && value === preset ? rest : { ...rest, [name]: value }) as Machine;
}
