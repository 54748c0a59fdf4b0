/** A line that a run has printed, and how its clock is written. */
export interface Line {
  readonly key: number;
  /** When it was printed (ms of the run). */
  readonly atMs: number;
  /** The row of the attempt that it is about. */
  readonly row?: number;
  /** `17:57:44.577`; a traceback has none, and a log has it within the line. */
  readonly time: string | undefined;
  /** The task's id, or the exception that the caller caught. */
  readonly said: string;
  readonly raised: boolean;
}

/** The time of day at a moment of the run (ms): `17:57:44.577`; with `,` as Python's logging writes it, with more digits as `%f` does. */
export type Clock = (ms: number, digits?: 3 | 6, point?: '.' | ',') => string;

/** `startedAt`: ms since 1970 of t = 0, told in local time; undefined: the clock begins at 00:00:00. */
export function clockOf(startedAt: number | undefined): Clock {
  return (ms, digits = 3, point = '.') => {
    const date = new Date((startedAt ?? 0) + ms);
    const here = startedAt !== undefined;
    const two = (n: number) => String(n).padStart(2, '0');
    const [hours, minutes, seconds] = here
      ? [date.getHours(), date.getMinutes(), date.getSeconds()]
      : [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
    const millis = String(date.getMilliseconds()).padStart(3, '0');
    const micros = digits === 6 ? String(Math.floor((((ms % 1) + 1) % 1) * 1000)).padStart(3, '0') : '';
    return `${two(hours)}:${two(minutes)}:${two(seconds)}${point}${millis}${micros}`;
  };
}
