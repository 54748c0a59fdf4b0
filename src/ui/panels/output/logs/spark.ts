/**
 * What PySpark prints: a line of progress for the stages under way (`core/src/main/scala/org/apache/spark/ui/ConsoleProgressBar.scala`: every
 * 200 ms, of stages that are older than 500 ms), then the list that `collect` gives, or the exception that it raises.
 */
import { type Stage, stagesOf } from '../../../../engines/spark/stages.ts';
import { upTo } from '../../../../trace/ascending.ts';
import { OUTCOMES, type Trace } from '../../../../trace/trace.ts';
import type { Clock, Line } from '../line.ts';
import { inOrder } from './ray.ts';

const EVERY_MS = 200;
const FIRST_MS = 500;
/** Characters of a console's line. */
const WIDTH = 80;
/** A run of hours has more lines than anybody reads: then they come less often. */
const MOST_TICKS = 2000;

/** A stage as its tasks tell: since when it is there, and when each of its tasks was begun and done. */
interface Progress {
  readonly stage: Stage;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

export function sparkLog(trace: Trace, clock: Clock, most: number): Line[] {
  const lines: Omit<Line, 'key'>[] = [];
  const stages = progressOf(trace);
  const endMs = Number.isNaN(trace.totalMs) ? trace.nowMs : trace.totalMs;
  const step = EVERY_MS * Math.max(1, Math.ceil(endMs / EVERY_MS / MOST_TICKS));
  let before = '';
  for (let ms = step; ms <= endMs; ms += step) {
    const shown = stages.filter(
      ({ starts, ends, stage }) => starts[0]! <= ms - FIRST_MS && upTo(ends, ms) < stage.tasks.length,
    );
    const said = shown.map((one) => bar(one, ms, Math.floor(WIDTH / shown.length))).join('');
    if (said !== '' && said !== before) lines.push({ atMs: ms, time: undefined, said, raised: false });
    before = said;
  }
  const { raised, raisedMs = 0 } = trace.facts;
  const { task, yielded } = trace.spans.at;
  if (raised) {
    const says = [
      'Traceback (most recent call last):',
      `py4j.protocol.Py4JJavaError: Job aborted due to stage failure: ${raised.join(', ')}`,
    ];
    for (const said of says) lines.push({ atMs: raisedMs, time: undefined, said, raised: true });
  }
  const given = new Map<number, string[]>();
  for (let row = 0; row < trace.spans.length; row++) {
    if (Number.isNaN(yielded[row]!)) continue;
    const ids = given.get(yielded[row]!) ?? [];
    ids.push(trace.scenario.tasks[task[row]!]!.id);
    given.set(yielded[row]!, ids);
  }
  for (const [ms, ids] of given) {
    const list = ids.sort((a, b) => Number(a) - Number(b) || 0);
    const words = list.length > 20 ? [...list.slice(0, 20), '...'] : list;
    lines.push({ atMs: ms, time: undefined, said: `${clock(ms)}: [${words.join(', ')}]`, raised: false });
  }
  return inOrder(lines, most);
}

/** `[Stage 0:=====>        (3 + 2) / 8]`. */
function bar({ stage, starts, ends }: Progress, ms: number, width: number): string {
  const total = stage.tasks.length;
  const done = upTo(ends, ms);
  const head = `[Stage ${stage.id}:`;
  const tail = `(${done} + ${Math.max(0, upTo(starts, ms) - done)}) / ${total}]`;
  const room = Math.max(1, width - head.length - tail.length);
  const filled = Math.floor((room * done) / total);
  return `${head}${'='.repeat(Math.max(0, filled - 1))}${filled > 0 || done === 0 ? '>' : ''}${' '.repeat(Math.max(0, room - Math.max(1, filled)))}${tail}`;
}

function progressOf(trace: Trace): Progress[] {
  const stages = stagesOf(trace.scenario);
  const of = new Map<number, number>();
  for (const [i, { tasks }] of stages.entries()) for (const task of tasks) of.set(task, i);
  const starts: number[][] = stages.map(() => []);
  const ends: number[][] = stages.map(() => []);
  const begun = new Set<number>();
  const over = new Set<number>();
  const { task, start, end, outcome } = trace.spans.at;
  for (let row = 0; row < trace.spans.length; row++) {
    const at = of.get(task[row]!);
    if (at === undefined) continue;
    if (!begun.has(task[row]!)) starts[at]!.push(start[row]!);
    begun.add(task[row]!);
    if (OUTCOMES[outcome[row]!] !== 'ok' || over.has(task[row]!)) continue;
    over.add(task[row]!);
    ends[at]!.push(end[row]!);
  }
  return stages.map((stage, i) => ({
    stage,
    starts: Float64Array.from(starts[i]!).sort(),
    ends: Float64Array.from(ends[i]!).sort(),
  }));
}
