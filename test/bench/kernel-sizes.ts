/** What both benches of the virtual kernel measure: sizes, and engines with their marks. */
import { amount } from './figures.ts';

export const BENCH = 'virtual kernel';
export const SIZES = [1_000, 10_000, 100_000, 1_000_000].slice(0, amount(4, 3));
export const LARGEST = SIZES.at(-1)!;
export const WORKERS = [4, 64, 1000];

export const count = (n: number): string => n.toLocaleString('en');

/**
 * Engines by what a process of theirs is, with the marks of the issues, met or not: pools 3 x, a coroutine a task and engines of many machines 6 x.
 * All on the ideal machine, all tasks only sleep.
 */
export const AGAINST_HEAP = [
  { engine: 'web-workers', atMost: 3, bytes: 150 },
  { engine: 'async-pool', atMost: 3, bytes: 150 },
  { engine: 'ThreadPoolExecutor.as_completed', atMost: 3, bytes: 150 },
  { engine: 'multiprocessing.Pool.map', atMost: 3, bytes: 150 },
  { engine: 'semaphore', atMost: 6, bytes: 400 },
  { engine: 'asyncio.gather', atMost: 6, bytes: 400 },
  { engine: 'ray.wait', atMost: 6, bytes: 200 },
  { engine: 'celery', atMost: 6, bytes: 200 },
] as const;

/** The same workers on so many machines. */
export const ON_HOSTS = [
  { engine: 'ray.wait', hosts: 100, atMost: 6 },
  { engine: 'celery', hosts: 100, atMost: 6 },
] as const;

/** simjs, which records no trace, takes at least so many times as long as this engine. */
export const AHEAD_OF_SIMJS = { engine: 'web-workers', atLeast: 1.5 } as const;
