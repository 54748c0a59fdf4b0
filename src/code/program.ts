/** A scenario as a program for the real engine, by the engine's id. A new one is a line here. */
import { InputError } from '../scenario/input-error.ts';
import type { Scenario } from '../scenario/scenario.ts';
import {
  asyncioAsCompleted,
  asyncioEager,
  asyncioEventLoop,
  asyncioGather,
  asyncioGatherReturnExceptions,
  asyncioSemaphore,
  asyncioTaskGroup,
  asyncioToThread,
} from './python/asyncio.ts';
import { celery } from './python/celery.ts';
import { type Caller, pythonFile } from './python/file.ts';
import {
  interpreterPoolAsCompleted,
  interpreterPoolMap,
  processPoolAsCompleted,
  processPoolMap,
  threadPoolAsCompleted,
  threadPoolMap,
} from './python/futures.ts';
import { poolImap, poolImapUnordered, poolMap, processes, threads } from './python/multiprocessing.ts';
import { ray } from './python/ray.ts';
import { spark } from './python/spark.ts';
import { tasksOf } from './task-set.ts';
import { loop, permits, SEMAPHORE, slots } from './typescript/callers.ts';
import { type Caller as BrowserCaller, typescriptFile } from './typescript/file.ts';

export type Language = 'python' | 'typescript';

const PYTHON: Readonly<Record<string, (scenario: Scenario) => Caller>> = {
  'ThreadPoolExecutor.as_completed': threadPoolAsCompleted,
  'ThreadPoolExecutor.map': threadPoolMap,
  'ProcessPoolExecutor.as_completed': processPoolAsCompleted,
  'ProcessPoolExecutor.map': processPoolMap,
  'InterpreterPoolExecutor.as_completed': interpreterPoolAsCompleted,
  'InterpreterPoolExecutor.map': interpreterPoolMap,
  'threading.Thread': threads,
  'multiprocessing.Pool.map': poolMap,
  'multiprocessing.Pool.imap': poolImap,
  'multiprocessing.Pool.imap_unordered': poolImapUnordered,
  'multiprocessing.Process': processes,
  'asyncio.gather': asyncioGather,
  'asyncio.gather.return_exceptions': asyncioGatherReturnExceptions,
  'asyncio.TaskGroup': asyncioTaskGroup,
  'asyncio.Semaphore': asyncioSemaphore,
  'asyncio.to_thread': asyncioToThread,
  'asyncio.as_completed': asyncioAsCompleted,
  'asyncio.eager': asyncioEager,
  'event-loop': asyncioEventLoop,
  'ray.get': ray('get'),
  'ray.wait': ray('wait'),
  'ray.util.ActorPool': ray('ActorPool'),
  celery: celery('celery'),
  'celery.group': celery('celery.group'),
  'celery.group.iter_native': celery('celery.group.iter_native'),
  'celery.chain': celery('celery.chain'),
  'celery.chord': celery('celery.chord'),
  spark,
};

const TYPESCRIPT: Readonly<Record<string, (scenario: Scenario) => BrowserCaller>> = {
  'web-workers': (scenario) => ({
    engine: 'web-workers',
    title: `${tasksOf(scenario)} on workers that each do one at a time.`,
    main: (data) => slots(scenario, data),
    workers: String(scenario.workers ?? '(globalThis.navigator?.hardwareConcurrency ?? 4)'),
  }),
  'async-pool': (scenario) => ({
    engine: 'async-pool',
    title: `${tasksOf(scenario)} on the main thread, in loops that each do one at a time.`,
    main: (data) => slots(scenario, data),
  }),
  semaphore: (scenario) => ({
    engine: 'semaphore',
    title: `${tasksOf(scenario)} on the main thread, each of which needs a permit.`,
    before: SEMAPHORE,
    main: (data) => permits(scenario, data),
  }),
  sequential: (scenario) => ({
    engine: 'sequential',
    title: `${tasksOf(scenario)} on the main thread, one after another.`,
    main: (data) => loop(scenario, data),
  }),
};

/** The languages in which a program for this engine can be had, its own first. */
export const languagesOf = (engine: string): readonly Language[] =>
  engine in PYTHON ? ['python'] : engine in TYPESCRIPT ? ['typescript'] : [];

export interface ProgramOptions {
  /** The engine's own where it is left out. */
  readonly language?: Language | undefined;
  /** Whether it can write a trace (`--trace FILE`); without that it is the shortest program that does these tasks. True where left out. */
  readonly traced?: boolean;
}

/**
 * The program as text.
 * @param scenario as `validateScenario` gives it, and one that the engine accepts
 * @throws {InputError} where there is no such program
 */
export function programOf(
  engine: string,
  scenario: Scenario,
  { language = languagesOf(engine)[0] ?? 'python', traced = true }: ProgramOptions = {},
): string {
  if (language === 'python' && engine in PYTHON) return pythonFile(scenario, PYTHON[engine]!(scenario), traced);
  if (language === 'typescript' && engine in TYPESCRIPT)
    return typescriptFile(scenario, TYPESCRIPT[engine]!(scenario), traced);
  throw new InputError(`engine: expected one of which there is a program in ${language}, found "${engine}"`);
}
