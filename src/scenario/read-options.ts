/** Reads what stands behind the segments in a line of the task notation. */
import { MAX_RETRY } from './bounds.ts';
import type { LineCursor } from './line-cursor.ts';
import { NotationError } from './notation-error.ts';
import { inMs, readAmount, readPercent } from './read-duration.ts';
import { readAttempt } from './read-jobs.ts';
import { readName, readReferences } from './read-name.ts';
import type { Reference, TasksStatement } from './statement.ts';

export const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;

type Options = Pick<TasksStatement, 'fails' | 'retry' | 'dies' | 'further' | 'gets'>;

/** `fails`, `fails 10%`, `fails on 1, 3`, `retry 2`, `dies` and the like: in any order, each at most once, then the end. */
export function readOptions(r: LineCursor, afterSegment: boolean): Options {
  let fails: TasksStatement['fails'];
  let retry: number | undefined;
  let dies: TasksStatement['dies'];
  let gets: readonly Reference[] | undefined;
  const further: { -readonly [name in keyof TasksStatement['further']]: TasksStatement['further'][name] } = {};
  for (;;) {
    const option = r.next;
    if (fails === undefined && r.take('fails')) {
      if (r.take('on')) fails = readAttempts(r);
      else if (r.next?.kind === 'number') {
        const percent = readPercent(
          r,
          r.next.from,
          'a share of 0 to 100 % such as fails 10%, or attempts such as fails on 1, 3',
        );
        fails = { percent };
      } else fails = true;
    } else if (retry === undefined && r.take('retry')) {
      retry = r.plainNumber(`a whole number from 0 to ${MAX_RETRY}`, (n) => Number.isSafeInteger(n) && n <= MAX_RETRY);
    } else if (dies === undefined && r.take('dies')) dies = r.take('on') ? readAttempts(r) : true;
    else if (further.cpus === undefined && r.take('needs')) {
      further.cpus = r.plainNumber('an amount such as 0.5 cpu', (n) => n <= 1_000_000);
      if (!r.take('cpu')) throw r.wrongHere('cpu, as in needs 0.5 cpu');
    } else if (gets === undefined && r.take('gets')) {
      gets = readReferences(r);
      for (const of of gets)
        if (of.kind === 'group') throw new NotationError(of.line, of.column, of.text, 'an id such as #3');
    } else if (further.delayMs === undefined && r.take('delay')) {
      const begin = r.at;
      const amount = readAmount(r);
      further.delayMs = inMs(r, amount, amount.unit ?? 's', begin);
    } else if (further.priority === undefined && r.take('priority')) {
      further.priority = r.plainNumber('a whole number from 0 to 9', (n) => Number.isInteger(n) && n <= 9);
    } else if (further.job === undefined && r.take('job')) further.job = readName(r, 'the name of a job');
    else if (r.take('attempt')) {
      const [attempt, segments] = readAttempt(r);
      if (further.segmentsOf?.[attempt]) throw r.wrongHere(`one list of segments for attempt ${attempt}`, r.at - 1);
      further.segmentsOf = { ...further.segmentsOf, [attempt]: segments };
    } else if (option === undefined)
      return {
        ...(fails !== undefined && { fails }),
        retry: retry ?? 0,
        ...(dies !== undefined && { dies }),
        further,
        gets: gets ?? [],
      };
    else {
      if (option.text === 'after') throw r.wrongHere('after in front of the task, such as merge after load: cpu 100ms');
      const choices = [
        afterSegment && fails === undefined && retry === undefined && !dies && 'a comma and another sleep or cpu',
        fails === undefined && 'fails',
        retry === undefined && 'retry 2',
        !dies && 'dies',
        'the end of the line',
      ].filter((choice) => choice !== false);
      throw r.wrongHere(choices.join(', ').replace(/, (?=[^,]*$)/, ' or '));
    }
  }
}

/** `1, 3` behind `on`. */
function readAttempts(r: LineCursor): readonly number[] {
  const attempts: number[] = [];
  do attempts.push(r.plainNumber('the number of an attempt, the first is 1', isCount));
  while (r.take(','));
  return [...new Set(attempts)].sort((a, b) => a - b);
}
