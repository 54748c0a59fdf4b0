/**
 * What the article printed in 2021, by its section, and what we recorded of the same program on CPython 3.11.7: moments at which the
 * five results of `sleep 0..4` came. `test/unit/learn/printed.test.ts` holds the recorded figures against the recordings.
 */

/** The article's tasks. */
export const ARTICLE_CASE = 'sleep 0..4';

export interface Printed {
  readonly engine: string;
  readonly workers?: number;
  /** The clock times of the five lines, as they stand in the article. */
  readonly stamps: readonly [string, string, string, string, string];
  /** The clock time from which they count; left out: the first of them. */
  readonly from?: string;
  /** What is printed: the end of a task, by itself, or its result, by the caller. */
  readonly moment: 'end' | 'yielded';
  /** The id of the program in Python's examples, which is the article's own listing. */
  readonly program?: string;
  /** What was recorded; left out: CPython 3.11.7. */
  readonly recorded?: string;
  /** The recording's name, and its moments (ms), counted likewise. */
  readonly recording: string;
  readonly recordedMs: readonly number[];
  /** Where today's Python differs. */
  readonly today: string;
}

export const PRINTED: Readonly<Record<string, Printed>> = {
  '2.1.1': {
    engine: 'ThreadPoolExecutor.map',
    workers: 3,
    stamps: ['17:57:44.577651', '17:57:45.578580', '17:57:46.579840', '17:57:47.580866', '17:57:49.582768'],
    moment: 'yielded',
    program: 'threads',
    recording: 'article-sleep-0-4--ThreadPoolExecutor.map',
    recordedMs: [0, 1000.2, 2000.2, 3000.4, 5000.7],
    today:
      'Today’s Python still does this. From 3.14 on, `map` can also draw its tasks a few at a time (`buffersize`).',
  },
  '2.2': {
    engine: 'threading.Thread',
    stamps: ['00:37:10.190047', '00:37:11.191345', '00:37:12.192518', '00:37:13.193746', '00:37:14.194839'],
    moment: 'end',
    program: 'thread_each',
    recording: 'article-sleep-0-4--threading.Thread',
    recordedMs: [0, 1000.3, 2000.6, 3000.7, 4000.9],
    today: 'Today’s Python still does this. A free-threaded build has no GIL, so its threads compute at once, too.',
  },
  '2.3.1': {
    engine: 'multiprocessing.Pool.map',
    workers: 3,
    from: '22:52:57.521025',
    stamps: ['22:53:02.528105', '22:53:02.528179', '22:53:02.528197', '22:53:02.528210', '22:53:02.528222'],
    moment: 'yielded',
    program: 'pool_map',
    recording: 'article-sleep-0-4--multiprocessing.Pool.map',
    recordedMs: [5007.7, 5007.7, 5007.7, 5007.7, 5007.7],
    today:
      'Since 3.14 Python starts processes another way on Linux (`forkserver`). Then the program needs `if __name__ == "__main__":`.',
  },
  '3.1.1': {
    engine: 'asyncio.gather',
    stamps: ['10:44:33.451405', '10:44:34.452606', '10:44:35.452879', '10:44:36.453250', '10:44:37.453631'],
    moment: 'end',
    program: 'coroutines',
    recording: 'article-sleep-0-4--asyncio.gather',
    recordedMs: [0, 1001.3, 2001.6, 3001.9, 4002.2],
    today:
      'Today’s Python still does this. Since 3.11 there is `TaskGroup`, too, which stops the others when one fails.',
  },
  '3.2': {
    engine: 'ray.get',
    workers: 8,
    stamps: ['12:17:50.872821', '12:17:51.873061', '12:17:52.869560', '12:17:53.870272', '12:17:54.875371'],
    moment: 'end',
    recorded: 'Ray 2.60.0',
    recording: 'ray/article-sleep-0-4-on-8--ray.get',
    recordedMs: [0, 997.3, 1999.9, 3000.1, 3998.2],
    today: 'Ray still does this, on a computer with at least five CPUs to count.',
  },
  '3.3': {
    engine: 'celery',
    workers: 8,
    stamps: ['13:52:10.202', '13:52:11.214', '13:52:12.225', '13:52:13.241', '13:52:14.251'],
    moment: 'end',
    recorded: 'Celery 5.7.0',
    recording: 'celery/article-sleep-0-4-c8--celery',
    recordedMs: [0, 1003.3, 2003.6, 3006.2, 4006.6],
    today:
      'Celery still does this. The article used a file as its broker, which looks once a second only; Redis is told at once.',
  },
};

/** Milliseconds since midnight. */
function atMs(stamp: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = stamp.split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** What the article printed, as moments (ms). */
export function printedMs({ stamps, from = stamps[0] }: Pick<Printed, 'stamps' | 'from'>): readonly number[] {
  return stamps.map((stamp) => atMs(stamp) - atMs(from));
}

/** The clock times at the beginning of a program's own lines, `17:57:44.577651: 0`, by what they are of. */
export function stampsIn(output: string): ReadonlyMap<string, number> {
  const found = [...output.matchAll(/^(\d\d:\d\d:\d\d\.\d+): (\d+)$/gm)];
  return new Map(found.map(([, stamp = '', of = '']) => [of, atMs(stamp)]));
}
