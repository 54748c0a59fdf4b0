/** `concurrency-trace/1`, out, as pieces of text: a large trace is never one string. */
import { inOrder } from '../order.ts';
import { OUTCOMES, SEGMENT_KINDS, type Trace, TURN_RESOURCES, WAIT_CAUSES } from '../trace.ts';
import { type SpanFile, traceHead } from '../trace-file.ts';

const PIECE = 1 << 16;

/**
 * The file's text in order, in pieces of 64 KB and more.
 * @param beside members that others may ignore: `view`, `look`, `notes`
 */
export function* traceText(trace: Trace, beside: Readonly<Record<string, unknown>> = {}): Generator<string> {
  const { tasks } = trace.scenario;
  yield* headText(trace, beside);
  let text = ',"spans":[';
  let first = true;
  for (const row of inOrder(trace)) {
    text += (first ? '\n' : ',\n') + JSON.stringify(spanFile(trace, row));
    first = false;
    if (text.length > PIECE) {
      yield text;
      text = '';
    }
  }
  text += ']';
  const { at, length } = trace.turns;
  if (length > 0) text += ',"turns":[';
  for (let row = 0; row < length; row++) {
    const task = at.task[row]!;
    text +=
      (row === 0 ? '' : ',') +
      JSON.stringify({
        of: TURN_RESOURCES[at.of[row]!]!,
        task: task < 0 ? null : tasks[task]!.id,
        lane: at.lane[row]!,
        start: at.start[row]!,
        end: at.end[row]!,
      });
    if (text.length > PIECE) {
      yield text;
      text = '';
    }
  }
  yield `${text}${length > 0 ? ']' : ''}}\n`;
}

/** All but the spans and turns: an object without its end. */
export function* headText(trace: Trace, beside: Readonly<Record<string, unknown>>): Generator<string> {
  const { tasks, ...knobs } = trace.scenario;
  const { scenario: _, ...head } = traceHead(trace);
  let text = `${JSON.stringify({ ...head, ...beside, ...besideOf(trace) }).slice(0, -1)},"scenario":{`;
  const ofScenario = JSON.stringify(knobs).slice(1, -1);
  text += `${ofScenario}${ofScenario && ','}"tasks":[`;
  for (const [i, task] of tasks.entries()) {
    text += (i === 0 ? '' : ',') + JSON.stringify(task);
    if (text.length > PIECE) {
      yield text;
      text = '';
    }
  }
  yield `${text}]}`;
}

/** One span in the file's form. */
export function spanFile(trace: Trace, row: number): SpanFile {
  const { tasks } = trace.scenario;
  const { at } = trace.spans;
  const [end, by] = [known(at.end[row]!), at.by[row]!];
  const file: SpanFile & { gaveWay?: { task: string; attempt: number } } = {
    task: tasks[at.task[row]!]!.id,
    lane: at.lane[row]!,
    attempt: at.attempt[row]!,
    submit: known(at.submit[row]!),
    start: at.start[row]!,
    end,
    yielded: known(at.yielded[row]!),
    outcome: OUTCOMES[at.outcome[row]!]!,
    segments: [],
  };
  trace.eachSegment(row, (kind, from, to) => {
    const until = known(to) ?? end ?? known(trace.nowMs) ?? from;
    file.segments.push({ kind: SEGMENT_KINDS[kind]!, start: from, end: until });
  });
  file.segments.reverse();
  if (trace.knowsCauses && by >= 0) file.gaveWay = { task: tasks[at.task[by]!]!.id, attempt: at.attempt[by]! };
  const waits: NonNullable<SpanFile['waits']> = [];
  trace.eachWait(row, (cause, start, until, ms) => waits.push({ for: WAIT_CAUSES[cause]!, start, end: until, ms }));
  if (waits.length > 0) file.waits = waits.reverse();
  return file;
}

/** What the format has no member for, and the page draws: when the main thread was seen alive, and who never began. */
function besideOf(trace: Trace): Record<string, unknown> {
  const { beats, queued, scenario } = trace;
  return {
    ...(trace.knowsCauses && { causes: 'recorded' }),
    ...(beats.length > 0 && { beats: Array.from(beats.at.at.subarray(0, beats.length)) }),
    ...(queued.length > 0 && {
      queued: queued.map(({ task, attempt, submit, cause, since }) => ({
        task: scenario.tasks[task]!.id,
        attempt,
        submit,
        for: cause,
        since,
      })),
    }),
  };
}

const known = (ms: number): number | null => (Number.isNaN(ms) ? null : ms);
