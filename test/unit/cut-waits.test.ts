/** Two waits that fill the time from a span's submit to its start take a short row of their own. Nobody sees a difference. */
import { expect, test } from 'vitest';
import { idealMachine } from '../../src/scenario/machine.ts';
import { causeNumber } from '../../src/trace/cause.ts';
import { Trace } from '../../src/trace/trace.ts';

const [BROKER, WORKER, CORE] = [causeNumber('broker'), causeNumber('worker'), causeNumber('core')];

function traceOf(add: (trace: Trace, span: number) => void): Trace {
  const trace = new Trace('predicted', 'celery', idealMachine(1), { tasks: [{ id: '0', segments: [] }] });
  add(trace, trace.begin(0, 0, 1, 2, 9));
  trace.trim();
  return trace;
}

const waitsOf = (trace: Trace) => {
  const list: number[][] = [];
  trace.eachWait(0, (...wait) => list.push(wait));
  return list;
};

const inRows = (trace: Trace, span: number) => {
  trace.addWait(span, BROKER, 2, 5, 3);
  trace.addWait(span, WORKER, 5, 9, 4);
};
const cut = (trace: Trace, span: number) => trace.addCutWait(span, BROKER, 5, WORKER);

test.each([
  ['alone', () => {}],
  ['and one more', (trace: Trace, span: number) => trace.goOnWaiting(span, CORE, 12, 15)],
  ['and one that follows for the same cause', (trace: Trace, span: number) => trace.goOnWaiting(span, WORKER, 9, 11)],
  ['and one of the same cause after a gap', (trace: Trace, span: number) => trace.addWait(span, WORKER, 10, 12, 1)],
])('two waits from submit to start, %s', (_, more) => {
  const [long, short] = [inRows, cut].map((add) =>
    traceOf((trace, span) => {
      add(trace, span);
      more(trace, span);
    }),
  );
  expect(waitsOf(short!)).toEqual(waitsOf(long!));
});

test('they take no row of the table of waits, and ten bytes', () => {
  const trace = traceOf(cut);
  expect(trace.waits.length).toBe(0);
  expect(trace.cuts.byteLength).toBe(10);
});
