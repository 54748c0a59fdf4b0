/** `concurrency-trace/1`, out, as pieces of text: a large trace is never one string. */
import { inOrder } from '../order.ts';
import { type Trace, TURN_RESOURCES } from '../trace.ts';
import { notesText } from './program-notes.ts';
import { spanFile, traceHead } from './trace-file.ts';

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
  for (const part of notesText(trace, inOrder(trace))) {
    text += part;
    if (text.length > PIECE) {
      yield text;
      text = '';
    }
  }
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

/** What the page draws and the format has no member for: when the main thread was seen alive, and which tasks never began. */
function besideOf(trace: Trace): Record<string, unknown> {
  const { beats, queued, scenario } = trace;
  return {
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
