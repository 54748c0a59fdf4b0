/** Reads what the notation says of Spark's actions, of tasks on one host, and of attempts with segments of their own. */
import type { LineCursor } from './line-cursor.ts';
import { NotationError } from './notation-error.ts';
import { inMs, readAmount } from './read-duration.ts';
import { readName, readReferences } from './read-name.ts';
import type { Segment } from './scenario.ts';
import type { JobStatement, TogetherStatement } from './statement.ts';

export const A_LOCK = "a lock's name, as in cpu 3ms lock a";

/** `job b at 100ms pool both`. */
export function readJob(r: LineCursor): JobStatement {
  const place = r.whole();
  r.at++;
  const name = readName(r, 'the name of a job, as in job b at 100ms pool both');
  let atMs: number | undefined;
  let pool: string | undefined;
  for (;;) {
    if (atMs === undefined && r.take('at')) {
      const begin = r.at;
      const amount = readAmount(r);
      atMs = inMs(r, amount, amount.unit ?? 's', begin);
    } else if (pool === undefined && r.take('pool')) pool = readName(r, 'the name of a pool');
    else break;
  }
  r.expectEnd('at 100ms, pool both or the end of the line');
  return {
    type: 'job',
    place,
    job: { name, ...(atMs !== undefined && { atMs }), ...(pool !== undefined && { pool }) },
  };
}

/** `together #1, #5`. */
export function readTogether(r: LineCursor): TogetherStatement {
  r.at++;
  const of = readReferences(r);
  for (const { kind, line, column, text } of of)
    if (kind === 'group') throw new NotationError(line, column, text, 'an id such as #3');
  r.expectEnd('a comma and another id, or the end of the line');
  return { type: 'together', of };
}

/** `1 takes sleep 3s, cpu 1s` behind `attempt`. */
export function readAttempt(r: LineCursor): [attempt: string, segments: Segment[]] {
  const attempt = r.plainNumber(
    'the number of an attempt, the first is 1',
    (n) => Number.isInteger(n) && n >= 1 && n <= 99_999,
  );
  if (!r.take('takes')) throw r.wrongHere('takes, as in attempt 1 takes sleep 3s');
  const segments: Segment[] = [];
  if (r.take('nothing')) return [String(attempt), segments];
  do {
    const kind = r.take('sleep') ? 'sleep' : r.take('cpu') ? 'cpu' : undefined;
    if (!kind) throw r.wrongHere('sleep, cpu or nothing');
    const begin = r.at;
    const amount = readAmount(r);
    const ms = inMs(r, amount, amount.unit ?? 's', begin);
    const lock = kind === 'cpu' && r.take('lock') ? readName(r, A_LOCK) : undefined;
    segments.push({ kind, ms, ...(lock !== undefined && { lock }) });
  } while (r.take(','));
  return [String(attempt), segments];
}
